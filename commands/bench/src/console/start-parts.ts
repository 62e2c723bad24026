import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Trace } from '@spanshop/analysis/model';
import { otlpDocument } from '@spanshop/analysis/writers';
import { freePorts } from '@spanshop/local/ports';
import { createProcessGroup } from '@spanshop/local/processes';
import { databaseUrls, readConfig, topologyOf, urlOf } from '@spanshop/local/topology';
import type { Closing } from '../closing.ts';

export interface Parts {
  url: string;
  processId: number;
  send(traces: readonly Trace[]): Promise<void>;
}

const portNames = ['CONSOLE_PORT', 'TRACE_STORE_OTLP_PORT', 'TRACE_STORE_QUERY_PORT'] as const;
const noDatabase = 'postgres://nobody@127.0.0.1:1/nothing';

/** The console and the trace store as the launcher starts them, without the shop. */
export async function startParts(closing: Closing): Promise<Parts> {
  const config = readConfig(
    Object.fromEntries(Object.entries(await freePorts(...portNames)).map(([name, port]) => [name, String(port)])),
  );
  const definitions = topologyOf({ config, database: databaseUrls(noDatabase), historyOrders: 0 }).filter(({ name }) =>
    ['console', 'trace-store'].includes(name),
  );
  const logFolder = mkdtempSync(join(tmpdir(), 'spanshop-bench-console-'));
  const group = createProcessGroup({ logFolder, inherited: process.env });
  closing.add(async () => {
    await group.stop(definitions);
    rmSync(logFolder, { recursive: true, force: true });
  });
  for (const definition of definitions) await group.start(definition);
  return {
    url: urlOf(config.CONSOLE_PORT),
    processId: group.running.get('console')?.pid ?? Number.NaN,
    async send(traces) {
      const answer = await fetch(`${urlOf(config.TRACE_STORE_OTLP_PORT)}/v1/traces`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(otlpDocument(traces)),
      });
      if (!answer.ok) throw new Error(`the trace store answered ${answer.status}`);
    },
  };
}
