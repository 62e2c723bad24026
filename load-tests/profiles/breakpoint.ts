import type { Profile } from './profile.ts';

export const breakpoint: Profile = {
  about: 'more and more visitors until an objective breaks; npm run load then narrows the rate down',
  startRate: 10,
  stages: [{ seconds: 60, rate: 250 }],
  latencyFactor: 1,
  endsEarly: true,
};
