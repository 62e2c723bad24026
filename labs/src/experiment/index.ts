export { exemplarOf } from './exemplar.ts';
export { type Feeling, feelingAt, isFelt } from './felt.ts';
export { type EndpointFigures, type Figures, figuresSchema } from './figures.ts';
export { type LoadedWindow, type LoadOptions, loadWindow, usualSeconds, usualVisitsPerSecond } from './load-window.ts';
export { readBack, type TracedWindow } from './read-back.ts';
export { type Agreement, agreementOf, type Level, rankOf, type Verdict } from './verdict/agreement.ts';
export { namedBy, rankedBy } from './verdict/verdicts.ts';
