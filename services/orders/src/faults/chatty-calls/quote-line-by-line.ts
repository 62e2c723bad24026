import type { Inventory } from '../../domain/peers.ts';

/**
 * Asks for the quote of each line by itself, and again whenever something is read from it, as a client does that wraps a remote
 * object and keeps no answer: it is the same call each time.
 */
export function quoteLineByLine(quote: Inventory['quote'], callsPerLine: number): Inventory['quote'] {
  return async request => {
    const lines = [];
    for (const item of request.items) {
      let answer = await quote({ ...request, items: [item] });
      for (let call = 1; call < callsPerLine; call += 1) answer = await quote({ ...request, items: [item] });
      lines.push(...answer.lines);
    }
    const totalMinor = lines.reduce((total, line) => total + line.lineTotalMinor, 0);
    return { currency: request.currency, totalMinor, lines };
  };
}
