export { estimateDifference, estimatePairedDifference, estimateRatio, studentT } from './intervals.ts';
export {
  benjaminiHochberg,
  fisherGreater,
  fisherGreaterAcross,
  type HitTable,
  twoProportionZ,
  wilsonInterval,
} from './proportions.ts';
export { mean, quantile, quantileOfSorted } from './quantile.ts';
export { createRandom, type Random } from './random.ts';
