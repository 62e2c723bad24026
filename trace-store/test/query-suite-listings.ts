import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { makeSpan, postSpans } from './otlp-json.ts';
import { eventually, uniqueName } from './query-assertions.ts';
import { type Backend, get } from './query-client.ts';

/** `GET /api/v3/services` and `/api/v3/operations`. */
export function registerListingTests({ otlpUrl, queryUrl }: Backend): void {
  describe('services and operations', () => {
    test('when services have sent spans, then they are listed', async () => {
      const services = [uniqueName('gateway'), uniqueName('orders')];
      for (const service of services) await postSpans(otlpUrl, service, makeSpan());
      const listed = async (): Promise<string[]> =>
        JSON.parse((await get(queryUrl, '/api/v3/services')).body).services ?? [];
      await eventually(listed, all => services.every(service => all.includes(service)));
    });

    test('when a service has operations, then they are listed once each with their kind', async () => {
      const service = uniqueName('orders');
      const kinds = { internal: 1, server: 2, client: 3, producer: 4, consumer: 5 };
      const spans = Object.entries(kinds).map(([name, kind]) => makeSpan({ name: `do ${name}`, kind }));
      await postSpans(otlpUrl, service, ...spans, makeSpan({ name: 'do server', kind: 2 }));

      const all = await eventually(
        () => operations(`service=${service}`),
        found => found.length === 5,
      );
      const expected = Object.keys(kinds).map(kind => ({ name: `do ${kind}`, spanKind: kind }));
      assert.deepEqual(all.sort(byName), expected.sort(byName));
      const clients = await operations(`service=${service}&span_kind=client`);
      assert.deepEqual(clients, [{ name: 'do client', spanKind: 'client' }]);
    });

    test('when a service is not known, then it has no operations', async () => {
      assert.deepEqual(await operations(`service=${uniqueName('nobody')}`), []);
    });

    async function operations(query: string): Promise<{ name: string; spanKind: string }[]> {
      const { status, body } = await get(queryUrl, `/api/v3/operations?${query}`);
      assert.equal(status, 200);
      return JSON.parse(body).operations ?? [];
    }
  });
}

function byName(a: { name: string }, b: { name: string }): number {
  return a.name < b.name ? -1 : 1;
}
