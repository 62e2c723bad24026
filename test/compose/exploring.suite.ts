import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, describe, test } from 'node:test';
import { promisify } from 'node:util';
import { fillPages } from '@spanshop/local/backends';
import { root } from '@spanshop/local/root';
import { until } from '../support/until.ts';
import { containerOf, docker, type Stack } from './support/stack.ts';
import { detectSearch, hasSome, nonsense, type TraceQuery, type TraceSearch } from './support/trace-search.ts';

const text = readFileSync(join(root, 'docs/exploring-traces.md'), 'utf8');
const links = [...text.matchAll(/<http:\/\/127\.0\.0\.1:16686(\/search\?[^>]+)>/g)].map(([, link = '']) => link);
const [orders = '', cancellation = '', crowd = ''] = [...text.matchAll(/```sh\n(.*?)```/gs)].map(([, block]) => block);
const foundWithinMs = 20_000;

/** docs/exploring-traces.md, against the Jaeger that it is about. */
export function registerExploring(stack: Stack): void {
  describe('docs/exploring-traces.md', () => {
    let orderId = '';
    let search: TraceSearch;

    before(() => stack.up());

    test('when its orders are placed, then one is confirmed, one refused, and of one there are too few pieces', async () => {
      const [confirmed, refused, tooMany] = await answersOf(stack, orders);
      assert.equal(confirmed?.['status'], 'confirmed');
      assert.equal(refused?.['code'], 'payment_declined');
      assert.equal(tooMany?.['code'], 'out_of_stock');
      orderId = String(confirmed?.['id']);
    });

    test('when its order is taken back, then that is in time', async () => {
      const answers = await answersOf(stack, `${definitionsIn(orders)}\n${cancellation}`);
      assert.equal(answers.at(-1)?.['status'], 'cancelled');
    });

    test('when its twenty customers come at once, then each gets an order', async () => {
      const answers = await answersOf(stack, `${definitionsIn(orders)}\n${crowd}`);
      assert.deepEqual(new Set(answers.map(({ status }) => status)), new Set(['confirmed']));
      assert.equal(answers.length, 20);
    });

    test('when Jaeger has traces, then a search for a tag that no span has finds none', async t => {
      const known = { service: 'gateway' };
      search = await detectSearch(stack.urls.jaeger, known);
      assert.deepEqual(await search({ ...known, tags: nonsense() }), []);
      t.diagnostic(docker('exec', containerOf('jaeger'), '/cmd/jaeger/jaeger-linux', 'version').split('\n')[0] ?? '');
    });

    test('when the document is read, then it has searches to try', () => assert.ok(links.length >= 12));

    for (const link of links) {
      test(`when ${decodeURIComponent(link)} is searched, then there are traces, and none of what there is not`, async () => {
        const query = queryOf(link, orderId);
        const { tags } = query;
        if (tags) assert.deepEqual(await search({ ...query, tags: nonsense(tags) }), []);
        await until('a trace', () => search(query), hasSome, foundWithinMs);
      });
    }

    test('when Jaeger starts, then its pages lead to the ports of the stack, as those of a Jaeger beside the demo do', () => {
      const [consolePort, zipkinPort] = ['CONSOLE_PORT', 'ZIPKIN_PORT'].map(name => Number(stack.environment[name]));
      const template = readFileSync(join(root, 'deploy/jaeger/ui.json'), 'utf8');
      const pages = docker('exec', containerOf('jaeger'), 'cat', '/tmp/ui.json');
      assert.deepEqual(
        JSON.parse(pages),
        JSON.parse(fillPages(template, { consolePort: consolePort ?? 0, zipkinPort })),
      );
    });
  });
}

/** Runs commands of the document against the stack. Gives the JSON of each line of output. */
async function answersOf({ urls }: Stack, commands: string): Promise<Record<string, unknown>[]> {
  const script = commands.replaceAll('http://127.0.0.1:8080', urls.gateway);
  const { stdout } = await promisify(execFile)('bash', ['-euc', script]);
  return stdout
    .split('\n')
    .filter(Boolean)
    .map(line => JSON.parse(line));
}

/** A block of commands without what it does. */
function definitionsIn(block: string): string {
  return block.slice(0, block.lastIndexOf('}\n') + 1);
}

function queryOf(link: string, orderId: string): TraceQuery {
  const given = new URL(link, 'http://jaeger').searchParams;
  const [service, operation, minDuration, tags] = ['service', 'operation', 'minDuration', 'tags'].map(
    name => given.get(name) ?? undefined,
  );
  assert.ok(service && given.get('limit') === '20', link);
  return { service, operation, minDuration, tags: tags && JSON.parse(tags.replace('ORDER_ID', orderId)) };
}
