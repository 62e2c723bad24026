import type { Profile } from '../lib/profile.ts';

export const steady: Profile = {
  about: 'an ordinary day: the same number of visitors for two minutes',
  startRate: 15,
  stages: [{ seconds: 120, rate: 15 }],
  latencyFactor: 1,
  endsEarly: false,
};
