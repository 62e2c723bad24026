import type { Profile } from '../lib/profile.ts';

export const soak: Profile = {
  about: 'half an hour of the same: what leaks or grows slowly shows',
  startRate: 10,
  stages: [{ seconds: 1_800, rate: 10 }],
  latencyFactor: 1,
  endsEarly: false,
};
