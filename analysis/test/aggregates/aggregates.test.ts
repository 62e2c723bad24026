import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  createDependencyGraph,
  createFlameGraph,
  createOperationTable,
  selfNano,
  tailContributors,
} from '../../src/aggregates/index.ts';
import { observeWindow } from '../../src/compare/index.ts';
import {
  asReported,
  changed,
  generateTraces,
  query,
  type ReportedKinds,
  ticketSystem,
  work,
} from '../generator/index.ts';
import { traceOf } from '../support/spans.ts';

// A  |--------------------------|      0 to 100
// B     |-----|                        10 to 30
// C        |-----|                     20 to 40
// D                     |---------|    80 to 120
test('when children overlap and outlive their parent, then its self time is what none of them covers', () => {
  const trace = traceOf('A[0,100]; B<A[10,30]; C<A[20,40]; D<A[80,120]');
  assert.equal(selfNano(trace, 0), 50_000_000);
});

const call = 'A server @front[0,100]; B client @front<A[10,90]; C server @back<B[20,80]';

test('when traces are added up, then each operation has its counts, times, errors and share of the paths', () => {
  const table = createOperationTable();
  const graph = createDependencyGraph();
  for (const trace of [traceOf(call), traceOf(call.replaceAll('90', '60').replaceAll('80', '40'))]) {
    table.add(trace);
    graph.add(trace);
  }
  const rows = table.rows();
  const back = rows.find(row => row.service === 'back');
  assert.deepEqual([back?.count, back?.meanMs, back?.p50Ms, back?.errorRate], [2, 40, 40, 0]);
  assert.equal(back?.pathShare, 80 / 200);
  assert.equal(
    rows.reduce((sum, row) => sum + row.pathShare, 0),
    1,
  );
  const [edge] = graph.dependencies(4000);
  assert.deepEqual(
    [edge?.caller, edge?.callee, edge?.calls, edge?.perSecond, edge?.meanMs],
    ['front', 'back', 2, 0.5, 65],
  );
});

test('when a proxy has server spans only, or a message is consumed, then these edges are counted too', () => {
  const graph = createDependencyGraph();
  graph.add(
    traceOf(
      'A server @proxy[0,100]; B server @shop<A[10,90]; C producer @shop<B[20,30]; D consumer @mail<C[200,260]; E client @mail<D[210,220]',
    ),
  );
  assert.deepEqual(
    graph.dependencies(1000).map(({ caller, callee, calls, meanMs }) => [caller, callee, calls, meanMs]),
    [
      ['proxy', 'shop', 1, 80],
      ['shop', 'mail', 1, 60],
    ],
  );
});

test('when paths are laid on top of each other, then each frame holds what is below it and the whole is the latencies', () => {
  const graph = createFlameGraph();
  graph.add(traceOf(call));
  graph.add(traceOf(call));
  const root = graph.root();
  assert.equal(root.totalNano, 200_000_000);
  const [front] = root.children;
  assert.deepEqual([front?.service, front?.ownNano, front?.totalNano], ['front', 40_000_000, 200_000_000]);
  assert.equal(front?.children[0]?.children[0]?.totalNano, 120_000_000);
});

test('when 50,000 spans are nested into each other, then the flame graph does not exhaust the stack', () => {
  const spans = Array.from({ length: 50_000 }, (_, i) => `s${i} ${i > 0 ? `<s${i - 1}` : ''}[${i},${200_000 - i}]`);
  const graph = createFlameGraph();
  graph.add(traceOf(spans.join(';')));
  assert.equal(graph.root().totalNano, 200_000 * 1e6);
});

test('when a query is slow at times, then it is the first contributor to the tail', () => {
  const steps = ({ random }: { random: () => number }) => [work(1), query('SELECT events', random() < 0.04 ? 300 : 6)];
  const window = observeWindow(
    generateTraces({ system: changed(ticketSystem, { 'events GET /events': { steps } }), requests: 800, seed: 4 }),
  );
  const [first] = tailContributors(window);
  assert.deepEqual([first?.service, first?.operation, first?.class], ['events', 'SELECT events', 'db']);
  assert.ok((first?.share ?? 0) > 0.7 && (first?.share ?? 2) <= 1);
});

test('when spans do not say their kinds, then who calls whom is as it was, queries included', () => {
  const edgesOf = (kinds: ReportedKinds) => {
    const graph = createDependencyGraph();
    for (const trace of generateTraces({ system: ticketSystem, requests: 50, seed: 5 })) {
      graph.add(asReported(trace, kinds));
    }
    return graph.dependencies(1000);
  };
  assert.equal(edgesOf('kept').length, 12);
  assert.deepEqual(edgesOf('unspecified'), edgesOf('kept'));
  assert.deepEqual(edgesOf('internal'), edgesOf('kept'));
});
