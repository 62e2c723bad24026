import type { System } from '../system.ts';
import { call, query, work } from '../ticket-system.ts';

/**
 * News of friends. Most is asked for at once, and one service is asked by three others.
 *
 *     pages -> timeline -> (posts, people at once) -> media
 *     pages -> compose -> text -> people; media; posts
 */
export const feed: System = {
  connectsForEachCall: true,
  operations: {
    'pages GET /home': { steps: [work(2), call('timeline GET /timelines/{id}'), work(3)] },
    'pages POST /posts': { steps: [work(2), call('compose POST /drafts')] },
    'timeline GET /timelines/{id}': {
      steps: [
        work(1),
        query('zrange timeline', 2),
        { do: 'parallel', branches: [[call('posts GET /posts')], [call('people GET /people')]] },
        call('media GET /media'),
      ],
    },
    'posts GET /posts': { steps: [work(2), query('find posts', 7)] },
    'people GET /people': { steps: [work(1), query('find people', 3)] },
    'media GET /media': { steps: [work(3), query('find media', 3)] },
    'compose POST /drafts': {
      steps: [work(2), call('text POST /texts'), call('media POST /uploads'), call('posts POST /posts')],
    },
    'text POST /texts': { steps: [{ do: 'span', name: 'mentions', steps: [work(4)] }, call('people GET /people')] },
    'media POST /uploads': { steps: [work(5), query('insert media', 4)] },
    'posts POST /posts': { steps: [work(1), query('insert posts', 4)] },
  },
  entries: [
    { operation: 'pages GET /home', weight: 6 },
    { operation: 'pages POST /posts', weight: 4 },
  ],
};
