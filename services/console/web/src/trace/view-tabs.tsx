export const viewNames = ['waterfall', 'path', 'flame', 'json'] as const;
export type ViewName = (typeof viewNames)[number];

const words: Readonly<Record<ViewName, string>> = {
  waterfall: 'Waterfall',
  path: 'What it waited for',
  flame: 'Flame graph',
  json: 'JSON',
};

/** The same trace in different views. They are addresses of their own, hence links in looks and buttons in use. */
export function ViewTabs({ name, onShow }: { readonly name: ViewName; readonly onShow: (name: ViewName) => void }) {
  return (
    <nav class="tabs" aria-label="Views of this trace">
      {viewNames.map(each => (
        <button key={each} type="button" aria-current={each === name ? 'page' : undefined} onClick={() => onShow(each)}>
          {words[each]}
        </button>
      ))}
    </nav>
  );
}
