interface FindSpansProps {
  readonly sought: string;
  readonly onSeek: (sought: string) => void;
  readonly matches: readonly number[];
  readonly selected: number | undefined;
  readonly onSelect: (position: number) => void;
}

/** Finds spans of this trace; Enter goes to the next one, with Shift to the one before. */
export function FindSpans({ sought, onSeek, matches, selected, onSelect }: FindSpansProps) {
  const at = selected === undefined ? -1 : matches.indexOf(selected);
  const go = (step: 1 | -1) => {
    const next = matches[(at < 0 ? (step > 0 ? 0 : matches.length - 1) : at + step + matches.length) % matches.length];
    if (next !== undefined) onSelect(next);
  };
  return (
    <form
      class="find"
      onSubmit={event => {
        event.preventDefault();
        go(1);
      }}
    >
      <input
        id="find"
        type="search"
        value={sought}
        placeholder="Find in this trace"
        aria-label="Find in this trace"
        autocomplete="off"
        onInput={event => onSeek(event.currentTarget.value)}
        onKeyDown={event => {
          if (event.key !== 'Enter' || !event.shiftKey) return;
          event.preventDefault();
          go(-1);
        }}
      />
      <span class="soft number" aria-live="polite">
        {sought.trim() !== '' && (at < 0 ? `${matches.length} found` : `${at + 1} of ${matches.length}`)}
      </span>
    </form>
  );
}
