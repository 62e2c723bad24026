import type { Profile } from '../lib/profile.ts';

export const spike: Profile = {
  about: 'an advertisement: four times the visitors within five seconds, and back again',
  startRate: 10,
  stages: [
    { seconds: 30, rate: 10 },
    { seconds: 5, rate: 40 },
    { seconds: 20, rate: 40 },
    { seconds: 5, rate: 10 },
    { seconds: 30, rate: 10 },
  ],
  // Connections and pools have to grow first; nobody may be refused, but some may wait.
  latencyFactor: 4,
  endsEarly: false,
};
