/** The page's looks: one column that holds at 360 px, light and dark by the reader's setting, no remote parts. */
export const styles = `
:root { color-scheme: light dark; --text: #1c2430; --soft: #5a6675; --ground: #fff; --panel: #f4f6f9; --line: #d5dbe3;
  --before: #2f6aa3; --after: #b04e1b; --slower: #b53124; --faster: #24714f; --path: #c23f0a; --bar: #a9b8c9; }
@media (prefers-color-scheme: dark) { :root { --text: #e6ebf2; --soft: #9aa7b8; --ground: #12161c; --panel: #1b212a;
  --line: #333d4a; --before: #7fb2e5; --after: #f0935c; --slower: #f07167; --faster: #62c29a; --path: #ff8c42; --bar: #4c5a6b; } }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 1200px; padding: 1rem; background: var(--ground); color: var(--text);
  font: 16px/1.5 system-ui, sans-serif; overflow-wrap: anywhere; }
h1 { font-size: 1.4rem; line-height: 1.25; margin: 0 0 .5rem; }
h1::first-letter { text-transform: uppercase; }
h2 { font-size: 1.1rem; margin: 2rem 0 .5rem; }
p { margin: .25rem 0 .75rem; }
a { color: inherit; }
.soft { color: var(--soft); font-size: .875rem; }
.verdict { background: var(--panel); border-left: 4px solid var(--path); padding: 1rem; border-radius: 4px; }
.verdict.calm { border-color: var(--faster); }
ul { padding-left: 1.2rem; margin: .25rem 0; }
.scroll { overflow-x: auto; }
svg { display: block; max-width: 100%; height: auto; }
.scroll svg { max-width: none; }
.curves { width: 100%; height: 10rem; }
.curves polyline { fill: none; stroke-width: 2; vector-effect: non-scaling-stroke; }
.marks { display: flex; justify-content: space-between; font-size: .75rem; }
svg text { fill: var(--text); font: 12px system-ui, sans-serif; }
table { border-collapse: collapse; font-size: .875rem; width: 100%; }
th, td { text-align: left; padding: .25rem .5rem; border-bottom: 1px solid var(--line); white-space: nowrap; }
td.name { white-space: normal; min-width: 8rem; }
.number { text-align: right; font-variant-numeric: tabular-nums; }
.edge { stroke: var(--line); stroke-width: 1.5; }
.edge.is-slower { stroke: var(--slower); stroke-width: 3; } .edge.is-faster { stroke: var(--faster); stroke-width: 3; }
.edge.waits { stroke: var(--soft); stroke-width: 2; stroke-dasharray: 6 4; }
.edge.of-culprit { stroke: var(--path); stroke-width: 5; }
.culprit { color: var(--path); } h3 { font-size: 1rem; margin: 1.25rem 0 .25rem; } .way { margin: .25rem 0; padding-left: 1.5rem; }
.slower { color: var(--slower); } .faster { color: var(--faster); }
.waterfall { display: grid; grid-template-columns: minmax(7rem, 30%) 1fr; gap: 1px .5rem; font-size: .8125rem; }
.waterfall .label { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
.waterfall .label { line-height: 1.25rem; }
@media (max-width: 40rem) { .waterfall { grid-template-columns: 1fr; } }
.track { position: relative; height: 1.25rem; background: var(--panel); }
.track i { position: absolute; top: 25%; height: 50%; min-width: 1px; background: var(--bar); }
.track b { position: absolute; top: 25%; height: 50%; min-width: 1px; background: var(--path); }
.flame { position: relative; font-size: .75rem; }
.flame div { position: absolute; height: 1.35rem; line-height: 1.35rem; padding: 0 .25rem; overflow: hidden; white-space: nowrap;
  text-overflow: ellipsis; border: 1px solid var(--ground); background: var(--panel); }
`;
