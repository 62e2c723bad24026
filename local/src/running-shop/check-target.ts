import { SentenceError, usageError } from '@spanshop/shared/errors';
import type { Shop } from './shop.ts';

const callTimeoutMs = 15_000;

/** @throws SentenceError with exit code 2 for an address that is not this machine's, unless that is allowed */
export function checkIsHere(url: string, allowRemote: boolean): void {
  const { hostname } = new URL(url);
  const isHere = hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d{1,3}){3}$/.test(hostname);
  if (isHere || allowRemote) return;
  throw usageError(
    `${hostname} is not this machine, and a load test is an attack where nobody expects it: say --allow-remote if the shop there is yours`,
  );
}

/** @throws SentenceError when nothing listens there, what does is no shop of ours, or it is not ready */
export async function checkIsUp({ gatewayUrl }: Shop): Promise<void> {
  const description = await get(`${gatewayUrl}/openapi.json`);
  if (!description) {
    throw new SentenceError(
      `nothing answers at ${gatewayUrl}: start the shop first (npm run demo, or npm run compose)`,
    );
  }
  const isShop = description.status === 200 && /"title":\s*"Spanshop"/.test(description.text);
  if (!isShop) {
    throw new SentenceError(
      `what answers at ${gatewayUrl} is not the gateway of a Spanshop: --base-url or GATEWAY_PORT is wrong`,
    );
  }
  const ready = await get(`${gatewayUrl}/readyz`);
  if (ready?.status === 200) return;
  throw new SentenceError(`the shop at ${gatewayUrl} is not ready: its logs say why`);
}

async function get(url: string): Promise<{ status: number; text: string } | undefined> {
  try {
    const answer = await fetch(url, { signal: AbortSignal.timeout(callTimeoutMs) });
    return { status: answer.status, text: await answer.text() };
  } catch (error) {
    if (!(error instanceof Error && error.name === 'TimeoutError')) return undefined;
    throw new SentenceError(`${url} does not answer within ${callTimeoutMs / 1_000} s`);
  }
}
