import type { Profile } from '../lib/profile.ts';

export const breakpoint: Profile = {
  about: 'more and more visitors until an objective breaks; npm run load then narrows the rate down',
  startRate: 4,
  stages: [{ seconds: 45, rate: 120 }],
  latencyFactor: 1,
  endsEarly: true,
};
