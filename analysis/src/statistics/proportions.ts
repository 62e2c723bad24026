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

/** How many of a group and of the others were hit. */
export interface HitTable {
  readonly hits: number;
  readonly misses: number;
  readonly otherHits: number;
  readonly otherMisses: number;
}

/** Less than this part of the likeliest outcome is left out: far below anything that is decided by. */
const negligible = 1e-18;

/**
 * Fisher's exact test across tables, one-sided: the probability of at least as many hits among the groups in sum when
 * within each table hits are spread by chance. What differs between the tables cannot look like a difference in them.
 * Source: the exact conditional form of the test of Cochran, Mantel and Haenszel.
 */
export function fisherGreaterAcross(tables: readonly HitTable[]): number {
  let sums: Distribution = { from: 0, probabilities: [1] };
  for (const table of tables) sums = sumOf(sums, hitsByChance(table));
  const observed = tables.reduce((sum, { hits }) => sum + hits, 0);
  const asMany = sums.probabilities.filter((_, index) => sums.from + index >= observed);
  return Math.min(
    asMany.reduce((sum, probability) => sum + probability, 0),
    1,
  );
}

/** The probability of `from`, `from + 1` and so on. */
interface Distribution {
  readonly from: number;
  readonly probabilities: readonly number[];
}

/** The hypergeometric distribution, without what is negligible. */
function hitsByChance({ hits, misses, otherHits, otherMisses }: HitTable): Distribution {
  const [group, all, total] = [hits + misses, hits + otherHits, hits + misses + otherHits + otherMisses];
  const fixed = logChoose(total, all);
  const from = Math.max(0, all - (total - group));
  const length = Math.min(group, all) - from + 1;
  const probabilities = Array.from({ length }, (_, index) =>
    Math.exp(logChoose(group, from + index) + logChoose(total - group, all - from - index) - fixed),
  );
  return trimmed({ from, probabilities });
}

function sumOf(a: Distribution, b: Distribution): Distribution {
  const probabilities = new Array<number>(a.probabilities.length + b.probabilities.length - 1).fill(0);
  a.probabilities.forEach((one, i) => {
    b.probabilities.forEach((other, j) => {
      probabilities[i + j] = (probabilities[i + j] as number) + one * other;
    });
  });
  return trimmed({ from: a.from + b.from, probabilities });
}

function trimmed({ from, probabilities }: Distribution): Distribution {
  const least = probabilities.reduce((most, each) => Math.max(most, each), 0) * negligible;
  const first = probabilities.findIndex(each => each >= least);
  const last = probabilities.findLastIndex(each => each >= least);
  return { from: from + first, probabilities: probabilities.slice(first, last + 1) };
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

/**
 * Interval of a proportion that stays within 0 and 1 and is honest for few cases: Wilson's score interval.
 * Source: E. B. Wilson, Probable inference, the law of succession, and statistical inference, 1927.
 *
 * @param z normal quantile; 1.96 for 95 %
 */
export function wilsonInterval(hits: number, cases: number, z = 1.96): { readonly low: number; readonly high: number } {
  if (cases === 0) return { low: 0, high: 1 };
  const share = hits / cases;
  const scale = 1 + z ** 2 / cases;
  const center = (share + z ** 2 / (2 * cases)) / scale;
  const margin = (z / scale) * Math.sqrt((share * (1 - share)) / cases + z ** 2 / (4 * cases ** 2));
  return { low: Math.max(center - margin, 0), high: Math.min(center + margin, 1) };
}
