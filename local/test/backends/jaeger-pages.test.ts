import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { fillPages } from '../../src/backends/jaeger-pages.ts';

const template = readFileSync(new URL('../../../deploy/jaeger/ui.json', import.meta.url), 'utf8');

test('when Zipkin runs, then a trace and the menu lead to it', () => {
  const pages = fillPages(template, { consolePort: 7001, zipkinPort: 7002 });
  const { linkPatterns, menu } = JSON.parse(pages);
  assert.equal(linkPatterns[0].url, 'http://127.0.0.1:7002/zipkin/traces/#{traceID}');
  assert.deepEqual(
    menu[0].items.map(({ label }: { label: string }) => label),
    ['Console', 'Zipkin'],
  );
  assert.doesNotMatch(pages, /_PORT/);
});

test('when no Zipkin runs, then nothing leads to it', () => {
  const pages = fillPages(template, { consolePort: 7001 });
  assert.doesNotMatch(pages, /zipkin|undefined|_PORT/i);
  assert.match(pages, /127\.0\.0\.1:7001/);
});

test('when a trace is looked at, then its pages use the terms of OpenTelemetry, show what failed and what is the shop’s first, and offer no empty page', () => {
  const { useOpenTelemetryTerms, topTagPrefixes, monitor } = JSON.parse(template);
  assert.equal(useOpenTelemetryTerms, true);
  assert.deepEqual(topTagPrefixes.slice(0, 2), ['error', 'shop.']);
  assert.equal(monitor.menuEnabled, false, 'it needs metrics, which are not collected');
});
