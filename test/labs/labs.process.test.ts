import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { after, test } from 'node:test';
import { readJaegerTrace } from '@spanshop/analysis/readers';
import { readFlags } from '@spanshop/labs/flags';
import { root } from '@spanshop/local/root';
import { launchDemo } from '@spanshop/local/testing';
import { until } from '../support/until.ts';

const page = readFileSync(join(root, 'docs/labs.md'), 'utf8');
const [introduction = '', ...labs] = page.split(/^## /m);
const blocksOf = (part: string) => [...part.matchAll(/^```sh\n(.*?)^```$/gms)].map(([, block = '']) => block);
const [definitions = ''] = blocksOf(introduction);

const shop = await launchDemo({ arguments: ['--no-shoppers'] });
after(async () => {
  shop.signal('SIGINT');
  await shop.exit;
  shop.forget();
});
await shop.says(/Ready after/);
const queryUrl = `http://127.0.0.1:${shop.ports.TRACE_STORE_QUERY_PORT}`;

/** The commands as a reader types them, on this test's ports and with short windows. */
const onThisShop = `
npm() {
  local verb=$2; shift 3
  case "$verb $1" in
    'lab run' | 'lab start') set -- "$@" --seconds 3 ;;
    diagnose*) set -- "$@" --source "$QUERY_URL" ;;
  esac
  "$NODE" "commands/$verb/src/main.ts" "$@"
}
`;

const said = new Map<string, string[]>();
for (const lab of labs) {
  const [title = ''] = lab.split('\n');
  test(`when the commands of "${title}" are typed, then each does what it is there for, and nothing stays on`, async t => {
    for (const block of blocksOf(lab)) {
      const { exitCode, out, err } = await type(block);
      t.diagnostic(out);
      assert.deepEqual({ exitCode, err }, { exitCode: 0, err: '' }, block);
      said.set(title, [...(said.get(title) ?? []), out]);
    }
    assert.deepEqual((await readFlags(join(shop.folder, 'faults/flags.json'))).switches, []);
  });
}

test('when a fault is aimed at one order, then its trace alone has the many queries', async () => {
  const [healthy, faulty] = tracesOf('2. Many quick queries');
  assert.ok((await queriesOf(healthy)) <= 2);
  assert.ok((await queriesOf(faulty)) > 20);
});

test('when the traces of the last lab are audited, then the lost context is named', () => {
  assert.match(said.get('10. Traces that break')?.at(-1) ?? '', /lost-context.*traces are broken/s);
});

async function type(block: string) {
  const shell = spawn('bash', ['-eo', 'pipefail', '-c', onThisShop + definitions + block], {
    cwd: root,
    env: {
      ...process.env,
      ...Object.fromEntries(Object.entries(shop.ports).map(([name, port]) => [name, String(port)])),
      SPANSHOP_FOLDER: shop.folder,
      SHOP: `http://127.0.0.1:${shop.ports.GATEWAY_PORT}`,
      QUERY_URL: queryUrl,
      NODE: process.execPath,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const [out, err, [exitCode]] = await Promise.all([text(shell.stdout), text(shell.stderr), once(shell, 'close')]);
  return { exitCode, out, err };
}

/** The ids of the traces that a lab's orders printed. */
function tracesOf(title: string): [string, string] {
  const ids = [...(said.get(title)?.join('\n') ?? '').matchAll(/20[12] ([0-9a-f]{32})/g)].map(([, id = '']) => id);
  assert.ok(ids.length >= 2, title);
  return ids as [string, string];
}

async function queriesOf(traceId: string): Promise<number> {
  const trace = await until(
    'a trace with its shipment',
    () => readJaegerTrace(queryUrl, traceId),
    found => found?.spans.some(({ service }) => service === 'inventory') ?? false,
  );
  return (
    trace?.spans.filter(({ service, name }) => service === 'inventory' && name.startsWith('SELECT inventory.products'))
      .length ?? 0
  );
}
