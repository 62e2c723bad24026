/** Preloaded into a process: tells its parent at the end what it fetched, and what it took. */

export interface Watched {
  readonly addresses: readonly string[];
  readonly cpuSeconds: number;
  readonly mostResidentMebibytes: number;
}

const addresses: string[] = [];
const original = globalThis.fetch;
globalThis.fetch = (input, options) => {
  addresses.push(String(input));
  return original(input, options);
};

process.once('beforeExit', () => {
  const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
  const watched: Watched = {
    addresses,
    cpuSeconds: (userCPUTime + systemCPUTime) / 1e6,
    mostResidentMebibytes: maxRSS / 1024,
  };
  process.send?.(watched, () => process.disconnect());
});
