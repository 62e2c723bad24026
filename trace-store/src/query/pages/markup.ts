import type { ServerResponse } from 'node:http';

/** Text that is markup already. */
export interface Markup {
  readonly html: string;
}

type Part = string | number | Markup | readonly Markup[];

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Markup with parts from outside, of which everything that is not markup already is escaped. */
export function markup(texts: TemplateStringsArray, ...parts: readonly Part[]): Markup {
  return { html: texts.map((text, index) => text + htmlOf(parts[index] ?? '')).join('') };
}

function htmlOf(part: Part): string {
  if (typeof part === 'object') return 'html' in part ? part.html : part.map(({ html }) => html).join('');
  return String(part).replace(/[&<>"']/g, character => entities[character] as string);
}

const style = `
  :root { color-scheme: light dark; font: 15px/1.5 system-ui, sans-serif; }
  body { max-width: 75rem; margin: 2rem auto; padding: 0 1rem; }
  table { border-collapse: collapse; width: 100%; }
  td, th { padding: 0.2rem 0.6rem; text-align: left; vertical-align: top; }
  tr:nth-child(even) { background: color-mix(in srgb, currentcolor 6%, transparent); }
  .number { text-align: right; white-space: nowrap; font-variant-numeric: tabular-nums; }
  .track { width: 35%; }
  .bar { height: 0.7rem; margin-top: 0.4rem; min-width: 2px; background: #2a78d6; border-radius: 2px; }
  .error .bar { background: #c22f2f; }
`;

/** Sends a page that runs nothing, whatever it shows. */
export function sendPage(response: ServerResponse, status: number, title: string, content: Markup): void {
  const { html } = markup`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title><style>${{ html: style }}</style></head>
<body><h1>${title}</h1>
${content}
</body></html>
`;
  response.writeHead(status, {
    'content-type': 'text/html; charset=utf-8',
    'content-length': Buffer.byteLength(html),
    'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'",
  });
  response.end(html);
}

/** Nanoseconds as milliseconds, to the microsecond. */
export function inMs(nano: bigint): string {
  return `${(Number(nano) / 1e6).toFixed(3)} ms`;
}
