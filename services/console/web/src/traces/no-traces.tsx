import { isNarrowed, type Search, searchNames } from './search.ts';

interface NoTracesProps {
  readonly search: Search;
  readonly onSearch: (changes: Search) => void;
}

/** What to do where nothing was found. */
export function NoTraces({ search, onSearch }: NoTracesProps) {
  const everything = Object.fromEntries(searchNames.map(name => [name, undefined])) as unknown as Search;
  return (
    <section class="empty">
      <h2>No traces found</h2>
      {isNarrowed(search) ? (
        <>
          <p>
            One span has to meet all of the search at once: its service, what it does, how long it takes, its
            attributes.
          </p>
          <button type="button" onClick={() => onSearch(everything)}>
            Search for everything
          </button>
        </>
      ) : (
        <p>
          Nothing has happened in this time. Shoppers buy by themselves while the shop runs (npm run demo); an order of
          your own is placed by the command that its terminal shows.
        </p>
      )}
    </section>
  );
}
