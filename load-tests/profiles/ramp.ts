import type { Profile } from '../lib/profile.ts';

export const ramp: Profile = {
  about: 'a morning: more and more visitors for two minutes, who then stay for one',
  startRate: 2,
  stages: [
    { seconds: 120, rate: 25 },
    { seconds: 60, rate: 25 },
  ],
  latencyFactor: 1,
  endsEarly: false,
};
