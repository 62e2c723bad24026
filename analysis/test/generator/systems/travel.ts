import type { System } from '../system.ts';
import { call, query, work } from '../ticket-system.ts';

/**
 * Hotels to find and to book, by remote calls that both sides name alike.
 *
 *     site -> search -> places, rates      site -> profiles        site -> advice -> profiles
 *     site -> members; stays -> rates
 */
export const travel: System = {
  callsNamedBy: 'operation',
  operations: {
    'site GET /hotels': { steps: [work(2), call('search POST /search/Nearby'), call('profiles POST /profiles/Get')] },
    'site GET /advice': { steps: [work(1), call('advice POST /advice/List')] },
    'site POST /stays': { steps: [work(2), call('members POST /members/Check'), call('stays POST /stays/Book')] },
    'search POST /search/Nearby': {
      steps: [work(2), call('places POST /places/Nearby'), call('rates POST /rates/Get')],
    },
    'places POST /places/Nearby': { steps: [work(3), query('find places', 4)] },
    'rates POST /rates/Get': { steps: [work(1), query('find rates', 5)] },
    'profiles POST /profiles/Get': { steps: [work(1), query('find profiles', 4)] },
    'advice POST /advice/List': { steps: [work(4), query('find scores', 3), call('profiles POST /profiles/Get')] },
    'members POST /members/Check': { steps: [work(2), query('find members', 2)] },
    'stays POST /stays/Book': { steps: [work(2), call('rates POST /rates/Get'), query('insert stays', 4)] },
  },
  entries: [
    { operation: 'site GET /hotels', weight: 5 },
    { operation: 'site GET /advice', weight: 3 },
    { operation: 'site POST /stays', weight: 2 },
  ],
};
