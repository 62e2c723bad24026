/**
 * How many standard errors two proportions are apart, with the pooled variance; positive when the second is larger.
 * 0 when there is nothing to compare.
 */
export function twoProportionZ(hits1: number, total1: number, hits2: number, total2: number): number {
  if (total1 === 0 || total2 === 0) return 0;
  const pooled = (hits1 + hits2) / (total1 + total2);
  const variance = pooled * (1 - pooled) * (1 / total1 + 1 / total2);
  return variance === 0 ? 0 : (hits2 / total2 - hits1 / total1) / Math.sqrt(variance);
}

/**
 * Fisher's exact test, one-sided: the probability of at least `a` hits among the first group when hits are spread by
 * chance over both.
 *
 *              hit  miss
 *     group     a    b
 *     others    c    d
 */
export function fisherGreater(a: number, b: number, c: number, d: number): number {
  const [group, hits, total] = [a + b, a + c, a + b + c + d];
  const fixed = logChoose(total, hits);
  let probability = 0;
  for (let k = a; k <= Math.min(group, hits); k++) {
    probability += Math.exp(logChoose(group, k) + logChoose(total - group, hits - k) - fixed);
  }
  return Math.min(probability, 1);
}

/** Benjamini-Hochberg: the q-value of each p-value, in the order given. */
export function benjaminiHochberg(pValues: readonly number[]): readonly number[] {
  const order = pValues.map((_, index) => index).sort((a, b) => (pValues[b] as number) - (pValues[a] as number));
  const q = new Array<number>(pValues.length);
  let smallest = 1;
  order.forEach((index, place) => {
    smallest = Math.min(smallest, ((pValues[index] as number) * pValues.length) / (pValues.length - place));
    q[index] = smallest;
  });
  return q;
}

function logChoose(n: number, k: number): number {
  return k < 0 || k > n ? Number.NEGATIVE_INFINITY : logFactorial(n) - logFactorial(k) - logFactorial(n - k);
}

const logFactorials: number[] = [0];

function logFactorial(n: number): number {
  for (let i = logFactorials.length; i <= n; i++) logFactorials.push((logFactorials[i - 1] as number) + Math.log(i));
  return logFactorials[n] as number;
}
