export { emptyShop } from './empty-shop.ts';
export { exemplarOf } from './exemplar.ts';
export { type Feeling, feelingAt, isFelt } from './felt.ts';
export { type EndpointFigures, type Figures, figuresSchema } from './figures.ts';
export { type Finding, findBy } from './finding.ts';
export type { KeptWindow, KeptWindows, WindowKey } from './kept-windows.ts';
export { type Interruption, type Laboratory, openLaboratory } from './laboratory.ts';
export { mostPiecesPerVisit, sendVisitors, type VisitorOptions } from './load/send-visitors.ts';
export { type LoadedWindow, type LoadOptions, loadWindow, usualSeconds, usualVisitsPerSecond } from './load-window.ts';
export { type Observed, type ObserveOptions, observe } from './observe.ts';
export { queryUrlOf, readBack, type TracedWindow, tracesOf } from './read-back.ts';
export { refuseWhileReserved } from './reserve.ts';
export { type Experiment, type ExperimentOptions, runExperiment } from './run-experiment.ts';
export {
  type Agreement,
  agreementOf,
  isRight,
  type Level,
  rankOf,
  servicesOn,
  type Verdict,
} from './verdict/agreement.ts';
export { namedBy, namedByAudit } from './verdict/verdicts.ts';
