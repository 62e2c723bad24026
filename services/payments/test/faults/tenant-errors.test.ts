import assert from 'node:assert/strict';
import { after, beforeEach, test } from 'node:test';
import { SpanKind } from '@opentelemetry/api';
import { assertUnnamed, clearSpans, finishedSpans } from '@spanshop/shared/testing';
import { tenantErrors } from '../../src/faults/tenant-errors/entry.ts';
import { startFaultyPayments } from '../support/faulty-payments.ts';
import { assertLedgersAgree } from '../support/ledgers.ts';
import { until } from '../support/until.ts';

/** What nothing here reaches, however busy the machine is. */
const payments = await startFaultyPayments({
  ACQUIRER_TIMEOUT_MS: '20000',
  REQUEST_TIMEOUT_MS: '25000',
  SETTLE_AFTER_MS: '30000',
  SETTLE_INTERVAL_MS: '50',
});
await payments.service.start?.();
beforeEach(clearSpans);
after(async () => {
  await payments.service.stop?.();
  await payments.close();
});

test('when it is on, then one storefront is refused in the currencies that are set up wrongly, and no other', async () => {
  await payments.lab.on(tenantErrors, 2);
  for (const currency of ['GBP', 'USD'] as const) {
    const { body } = await payments.charge({ currency }, 'outlet').expect(502);
    assert.equal(body.code, 'acquirer_refused');
    await payments.charge({ currency }, 'main').expect(201);
  }
  await payments.charge({ currency: 'EUR' }, 'outlet').expect(201);
  const refused = finishedSpans().filter(
    ({ kind, attributes }) =>
      kind === SpanKind.CLIENT &&
      attributes['service.peer.name'] === 'acquirer' &&
      attributes['http.response.status_code'] === 400,
  );
  assert.deepEqual(
    refused.map(({ name, attributes }) => [name, attributes['shop.tenant']]),
    [
      ['POST /v1/captures', 'outlet'],
      ['POST /v1/captures', 'outlet'],
    ],
  );
  assertUnnamed(tenantErrors);
});

test('when it is off again, then that storefront is as the others, and what was left open is settled', async () => {
  await payments.lab.on(tenantErrors, 3);
  await payments.charge({ currency: 'EUR' }, 'outlet').expect(502);
  await payments.lab.off();
  await payments.charge({ currency: 'EUR' }, 'outlet').expect(201);
  // As if it had been left open for long enough.
  await payments.database.query(`UPDATE payments.charges SET asked_at = asked_at - interval '1 minute'`);
  await until(async () => {
    const { rowCount } = await payments.auditor.query(
      `SELECT FROM payments.charges WHERE status = 'unknown' OR reversal_pending`,
    );
    return rowCount === 0;
  });
  await assertLedgersAgree(payments.auditor);
});
