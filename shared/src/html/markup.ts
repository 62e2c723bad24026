/** Text that is markup already; everything else is escaped where it is put in. */
export interface Markup {
  readonly markup: string;
}

export type Content = Markup | string | number | readonly Content[];

/** A template whose values are escaped, unless they are markup themselves. Names of spans come from outside. */
export function html(strings: TemplateStringsArray, ...values: readonly Content[]): Markup {
  let markup = strings[0] ?? '';
  values.forEach((value, index) => {
    markup += rendered(value) + (strings[index + 1] ?? '');
  });
  return { markup };
}

export const nothing: Markup = { markup: '' };

function rendered(value: Content): string {
  if (typeof value === 'number') return String(Math.round(value * 1000) / 1000);
  if (typeof value === 'string') return escaped(value);
  if ('markup' in value) return value.markup;
  return value.map(rendered).join('');
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, character => entities[character] as string);
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
