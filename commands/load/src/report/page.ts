import { styles } from '@spanshop/report/page';
import { type Content, html } from '@spanshop/shared/html';

/** What charts and verdicts of a load test need beyond the looks that all reports share. */
const ownStyles = `
.key { white-space: nowrap; margin-right: .5rem; } .key i { display: inline-block; width: .75rem; height: .75rem; border-radius: 2px; margin-right: .25rem; }
.charts { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 30rem), 1fr)); gap: 0 2rem; }
@media (max-width: 40rem) { .charts svg text { font-size: 18px; } }
.good::before { content: "✓ "; color: var(--faster); } .bad::before { content: "✗ "; color: var(--slower); }
:root { --c0: #4a7fb5; --c1: #c4622d; --c2: #2d7f5e; --c3: #8e5ea8; --c4: #a88b1f; }
@media (prefers-color-scheme: dark) { :root { --c0: #7fb2e5; --c1: #f0935c; --c2: #62c29a; --c3: #c39bdc; --c4: #d9bf56; } }
`;

/** A color of its own for each of up to five things. */
export function colorOf(index: number): string {
  return `var(--c${index % 5})`;
}

/** A page that needs nothing else: no script, no font, no picture from anywhere. */
export function page(title: string, content: Content): string {
  return html`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title><style>${{ markup: styles + ownStyles }}</style></head><body><main>
${content}
</main></body></html>
`.markup;
}

/** @param title tells it from the other tables of the page, for those who do not see it */
export function table(
  title: string,
  head: readonly string[],
  rows: readonly (readonly Content[])[],
  numbersFrom: number,
) {
  const cells = (row: readonly Content[], tag: 'th' | 'td') =>
    row.map((cell, column) => {
      const kind = column >= numbersFrom ? 'number' : 'name';
      return tag === 'th' ? html`<th class="${kind}">${cell}</th>` : html`<td class="${kind}">${cell}</td>`;
    });
  return html`<div class="scroll" tabindex="0" role="region" aria-label="${title}"><table><thead><tr>${cells(head, 'th')}</tr></thead>
<tbody>${rows.map(row => html`<tr>${cells(row, 'td')}</tr>`)}</tbody></table></div>`;
}

export function milliseconds(value: number): string {
  if (value >= 10_000) return `${(value / 1_000).toFixed(0)} s`;
  if (value >= 1_000) return `${(value / 1_000).toFixed(1)} s`;
  return `${value < 10 ? value.toFixed(1) : value.toFixed(0)} ms`;
}
