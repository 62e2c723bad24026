import type { Profile } from '../lib/profile.ts';

export const smoke: Profile = {
  about: 'does it work at all: a few visitors for half a minute',
  startRate: 5,
  stages: [{ seconds: 30, rate: 5 }],
  latencyFactor: 1,
  endsEarly: false,
};
