import type { Profile } from '../lib/profile.ts';

export const probe: Profile = {
  about: 'one rate for a few seconds: what breakpoint narrows down with',
  startRate: 10,
  stages: [{ seconds: 8, rate: 10 }],
  latencyFactor: 1,
  endsEarly: false,
};
