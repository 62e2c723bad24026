import { SentenceError } from '@spanshop/shared/errors';

/** @throws SentenceError when Docker has less memory than the containers may use together */
export function checkMemory(hasBytes: number, wantsBytes: number): void {
  if (hasBytes >= wantsBytes) return;
  throw new SentenceError(
    `Docker has ${gigabytes(hasBytes)} of memory and the shop's containers may use ${gigabytes(wantsBytes)}: give Docker more (Docker Desktop: Settings, Resources), or run the shop without containers by npm run demo`,
  );
}

function gigabytes(bytes: number): string {
  return `${(bytes / 1e9).toFixed(1)} GB`;
}
