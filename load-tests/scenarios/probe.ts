import { findAssortment } from '../lib/find-assortment.ts';
import { optionsOf } from '../lib/scenario-options.ts';

export { visit } from '../journeys/visit.ts';

export const options = optionsOf('probe');

export const setup = findAssortment;
