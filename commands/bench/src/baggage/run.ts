import { Agent, request } from 'node:http';
import { estimateRatio, mean } from '@spanshop/analysis/statistics';
import { createScreen, textTable } from '@spanshop/terminal';
import { startLastHop } from './last-hop.ts';
import { type Relay, startRelay } from './relay-process.ts';

/** Members as a shop might carry them: 13 characters of name, 12 of value. */
const memberCounts = [0, 4, 32] as const;
const rounds = 40;
const requestsPerRound = 150;
const warmUpRequests = 2_000;
const concurrency = 4;

interface Sample {
  cpuPerHop: number;
  headerBytes: number;
  baggageBytes: number;
}

/**
 * What baggage costs on every hop: a traced relay between a bare client and a bare server, under 0, 4 and 32 members in
 * turn. CPU is the relay's own; the ratios are paired by round, so that whatever else the machine does cancels out.
 */
export async function run(): Promise<void> {
  const last = await startLastHop();
  const relay = await startRelay(last.url);
  const agent = new Agent({ keepAlive: true, maxSockets: concurrency });
  const screen = createScreen({ output: process.stderr, terminalOnly: true });
  const samples = new Map<number, Sample[]>(memberCounts.map(count => [count, []]));
  try {
    console.log(
      `baggage: ${rounds} rounds of ${requestsPerRound} requests for each of ${memberCounts.join(', ')} members`,
    );
    await send(relay, agent, warmUpRequests, 4);
    for (let round = 0; round < rounds; round += 1) {
      for (const count of rotated(memberCounts, round)) {
        last.takeBytes();
        const before = await relay.cpuMicroseconds();
        await send(relay, agent, requestsPerRound, count);
        const cpu = (await relay.cpuMicroseconds()) - before;
        const { requests, headers, baggage } = last.takeBytes();
        samples.get(count)?.push({
          cpuPerHop: cpu / requests,
          headerBytes: headers / requests,
          baggageBytes: baggage / requests,
        });
      }
      screen.show(`round ${round + 1} of ${rounds}`);
    }
    screen.clear();
    report(samples);
  } finally {
    agent.destroy();
    await relay.stop();
    last.close();
  }
}

function rotated<T>(list: readonly T[], by: number): T[] {
  return list.map((_, index) => list[(index + by) % list.length] as T);
}

async function send({ url }: Relay, agent: Agent, requests: number, members: number): Promise<void> {
  const headers = { 'content-type': 'application/json', ...(members > 0 ? { baggage: baggageOf(members) } : {}) };
  let started = 0;
  const worker = async () => {
    while (started < requests) {
      started += 1;
      await post(`${url}/hop`, agent, headers);
    }
  };
  await Promise.all(Array.from({ length: concurrency }, worker));
}

function baggageOf(members: number): string {
  return Array.from(
    { length: members },
    (_, n) => `shop.member${String(n).padStart(2, '0')}=value-${100_000 + n}`,
  ).join(',');
}

function post(url: string, agent: Agent, headers: Record<string, string>): Promise<void> {
  return new Promise((resolve, reject) => {
    request(url, { method: 'POST', agent, headers, timeout: 5_000 }, response => {
      response
        .resume()
        .on('end', () => (response.statusCode === 200 ? resolve() : reject(new Error(`HTTP ${response.statusCode}`))));
    })
      .on('error', reject)
      .end('{"orderId":"none"}');
  });
}

function report(samples: ReadonlyMap<number, Sample[]>): void {
  const none = samples.get(0) ?? [];
  const head = ['members', 'baggage bytes/hop', 'header bytes/hop', 'CPU us/hop', 'CPU to none (95 % interval)'];
  const rows = [...samples].map(([count, list]) => {
    const ratio = estimateRatio(
      list.map(({ cpuPerHop }) => cpuPerHop),
      none.map(({ cpuPerHop }) => cpuPerHop),
    );
    return [
      String(count),
      mean(list.map(({ baggageBytes }) => baggageBytes)).toFixed(0),
      mean(list.map(({ headerBytes }) => headerBytes)).toFixed(0),
      mean(list.map(({ cpuPerHop }) => cpuPerHop)).toFixed(0),
      count === 0 ? '1' : `${ratio.ratio.toFixed(3)} (${ratio.low.toFixed(3)} to ${ratio.high.toFixed(3)})`,
    ];
  });
  console.log(`\n${textTable([head, ...rows], column => column < 4)}`);
  console.log(
    '\nEvery member is sent, parsed and written again on each hop of each request, whether anybody reads it or not.',
  );
}
