import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { promisify } from 'node:util';
import { root } from '@spanshop/local/root';
import { realBrowser } from '@spanshop/local/testing';
import { startProcesses } from '../support/start-processes.ts';

const { skip } = realBrowser();
const pngSignature = '89504e470d0a1a0a';

test('when pictures are taken of a shop, then there is one by day and one by night, small enough for a README', {
  skip,
}, async () => {
  const folder = mkdtempSync(join(tmpdir(), 'spanshop-pictures-'));
  const shop = await startProcesses();
  try {
    const ports = {
      GATEWAY_PORT: new URL(shop.gatewayUrl).port,
      TRACE_STORE_QUERY_PORT: new URL(shop.traceStoreUrl).port,
    };
    const command = [join(root, 'commands/pictures/src/main.ts'), '--folder', folder];
    await promisify(execFile)(process.execPath, command, { env: { ...process.env, ...ports } });
    const [day, night] = ['light', 'dark'].map(name => readFileSync(join(folder, `order-${name}.png`)));
    assert.ok(day && night);
    for (const picture of [day, night]) {
      assert.equal(picture.subarray(0, 8).toString('hex'), pngSignature);
      assert.ok(picture.length > 20_000 && picture.length < 150_000, `${picture.length} bytes`);
    }
    assert.notDeepEqual(day, night);
  } finally {
    await shop.close();
    rmSync(folder, { recursive: true, force: true });
  }
});
