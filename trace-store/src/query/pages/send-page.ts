import type { ServerResponse } from 'node:http';
import { html, type Markup } from '@spanshop/shared/html';

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
  const page = html`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title><style>${{ markup: style }}</style></head>
<body><h1>${title}</h1>
${content}
</body></html>
`.markup;
  response.writeHead(status, {
    'content-type': 'text/html; charset=utf-8',
    'content-length': Buffer.byteLength(page),
    'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'",
  });
  response.end(page);
}

/** Nanoseconds as milliseconds, to the microsecond. */
export function inMs(nano: bigint): string {
  return `${(Number(nano) / 1e6).toFixed(3)} ms`;
}
