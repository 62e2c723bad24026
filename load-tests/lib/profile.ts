/** How many visitors come when. They come by themselves, whether or not those before them have been served. */
export interface Profile {
  /** Visits per second at the start. */
  startRate: number;
  /** One after the other: within so many seconds to so many visits per second. */
  stages: readonly { seconds: number; rate: number }[];
}

export interface Scale {
  /** How long it takes in all. */
  seconds?: number | undefined;
  /** The highest rate, in visits per second. */
  rate?: number | undefined;
}

/** The same shape, longer or shorter, higher or lower. */
export function scaled(profile: Profile, { seconds, rate }: Scale): Profile {
  const time = (seconds ?? secondsOf(profile)) / secondsOf(profile);
  const height = (rate ?? highestRateOf(profile)) / highestRateOf(profile);
  return {
    startRate: profile.startRate * height,
    stages: profile.stages.map(stage => ({ seconds: stage.seconds * time, rate: stage.rate * height })),
  };
}

export function secondsOf({ stages }: Profile): number {
  return stages.reduce((sum, { seconds }) => sum + seconds, 0);
}

/** In visits per second. */
export function highestRateOf({ startRate, stages }: Profile): number {
  return Math.max(startRate, ...stages.map(({ rate }) => rate));
}

/** How many visitors come in all. */
export function visitsOf({ startRate, stages }: Profile): number {
  let visits = 0;
  let before = startRate;
  for (const { seconds, rate } of stages) {
    visits += ((before + rate) / 2) * seconds;
    before = rate;
  }
  return visits;
}
