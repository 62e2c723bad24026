const slots = 10;
const taken = new Map<string, number>();

/** The colour of a service, the same on all pages: that of its name's hash, or the next one that is free. */
export function colourOf(service: string): string {
  const known = taken.get(service);
  if (known !== undefined) return `var(--service-${known})`;
  const used = new Set(taken.values());
  let slot = hash(service) % slots;
  while (used.has(slot) && used.size < slots) slot = (slot + 1) % slots;
  taken.set(service, slot);
  return `var(--service-${slot})`;
}

function hash(text: string): number {
  let sum = 0;
  for (const character of text) sum = (sum * 31 + (character.codePointAt(0) ?? 0)) >>> 0;
  return sum;
}
