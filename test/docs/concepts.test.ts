import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { anchorOf, proofsIn, readConcepts, relativeLinksIn, titleIsIn } from './concepts.ts';

const page = new URL('../../docs/concepts.md', import.meta.url);
const text = readFileSync(page, 'utf8');
const concepts = readConcepts(text);

/** What the shop is to show at least; each is a heading or part of one. */
const wanted = [
  'Trace',
  'Span',
  'Context propagation over HTTP',
  'Context propagation over a queue',
  'Baggage',
  'Cost of baggage',
  'Attributes',
  'Events',
  'Status',
  'Links',
  'Resource',
  'Provider and tracers',
  'Batching',
  'Exporters',
  'Propagators',
  'Automatic instrumentation',
  'Manual instrumentation',
  'Sampling',
  'Flush on shutdown',
];

test('when a concept of tracing is shown by the shop, then the page has a section on it, listed at the top', () => {
  const titles = concepts.map(({ title }) => title);
  assert.deepEqual(
    wanted.filter(title => !titles.includes(title)),
    [],
  );
  const top = text.slice(0, text.indexOf('\n## '));
  const listed = [...top.matchAll(/\]\(#([^)]+)\)/g)].map(([, anchor]) => anchor);
  assert.deepEqual(listed.toSorted(), titles.map(anchorOf).toSorted());
});

for (const { title, text: section } of concepts) {
  test(`when ${title} is explained, then by two sentences, a file, a test and a place in Jaeger`, () => {
    const [explanation = '', ...rest] = section.trim().split('\n\n');
    const sentences = explanation.replaceAll('\n', ' ').match(/[^.]+(?:\.(?! )[^.]*)*\.(?= |$)/g) ?? [];
    assert.equal(sentences.length, 2, explanation);
    for (const start of ['- Shown by [', '- Proved by [', '- In Jaeger: ']) {
      assert.ok(rest.join('\n').includes(start), `"${start}" is missing`);
    }
  });

  test(`when ${title} names tests, then each is there under that title`, () => {
    const proofs = proofsIn(section);
    assert.equal(proofs.length, section.match(/^- Proved by /gm)?.length, 'each proof has a file and a title');
    for (const { path, title: proof } of proofs) {
      const file = new URL(path, page);
      assert.ok(existsSync(file), `${path} does not exist`);
      assert.ok(titleIsIn(readFileSync(file, 'utf8'), proof), `${path} has no test "${proof}"`);
    }
  });
}

test('when a section shows a refinement, then it names OpenTelemetry’s stock part before', () => {
  const refined = concepts.filter(({ text: section }) => section.includes('telemetry/refinements/'));
  assert.ok(refined.length >= 8, String(refined.length));
  for (const { title, text: section } of refined) {
    const stock = section.indexOf('\n- Stock part: ');
    assert.ok(stock > 0 && stock < section.indexOf('telemetry/refinements/'), title);
  }
});

test('when a section says what to see in Jaeger, then in the words of the Jaeger on containers', () => {
  const jaeger = JSON.parse(readFileSync(new URL('../../deploy/jaeger/ui.json', import.meta.url), 'utf8'));
  assert.equal(jaeger.useOpenTelemetryTerms, true);
  const places = text.match(/^- In Jaeger: .*$/gm) ?? [];
  assert.deepEqual(
    places.filter(place =>
      /\b(operations?|tags?|references|logs|process) (\*|`)|\*(Tags|References|Logs|Process)\*/i.test(place),
    ),
    [],
  );
});

test('when the page links to a file, then the file is there', () => {
  const missing = relativeLinksIn(text).filter(path => !existsSync(new URL(path, page)));
  assert.deepEqual(missing, []);
});

test('when a title is looked for in a file, then only a test of just that title counts', () => {
  const source = [
    "test('when it rains, then it is wet', () => {});",
    `test(\`when \${who} sings, then \${what} happens\`, { skip }, () => {});`,
    "const other = 'when it snows, then it is cold';",
  ].join('\n');
  assert.ok(titleIsIn(source, 'when it rains, then it is wet'));
  assert.ok(titleIsIn(source, 'when … sings, then … happens'));
  assert.ok(!titleIsIn(source, 'when it rains, then it is'));
  assert.ok(!titleIsIn(source, 'when it snows, then it is cold'));
  assert.ok(!titleIsIn(source, 'when … dances, then … happens'));
});
