/**
 * Every number that the diagnosis decides by. They are starting points from the literature and from made-up systems: tune
 * them on development seeds only, never on the faults that a score is taken from.
 */
export const thresholds = {
  /** Traces that each window must have before anything is said. */
  leastTraces: 30,

  /** Bootstrap: resamples, and the seed that makes a diagnosis repeatable. */
  resamples: 200,
  seed: 20_261_122,

  /** The p-value of a slow-down, from as many permutations as there are resamples: in none may chance make one as large. */
  mostChance: 1 / 200,

  /**
   * Few calls, each of them slower than all before: calls on each side and on both, how many times as slow as the slowest before,
   * and what that counts as at least. Medium confidence at most.
   */
  eachCall: { leastCalls: 3, leastOfBoth: 7, times: 5, leastMs: 0.5 },

  /** A culprit's slow-down (5th percentile of the resamples) as a share of the baseline's latency, how often it ranks first. */
  high: { leastShare: 0.1, stability: 0.9, timesSecond: 2 },
  medium: { leastShare: 0.05, stability: 0.8 },
  /** For one endpoint, or the slowest 5 %, examined only when the whole shows nothing: many looks, so a higher bar. */
  narrow: { leastShare: 0.25, stability: 0.9, leastRequests: 30 },
  /** A second culprit beside the first. */
  second: { leastShare: 0.1, share: 0.2 },

  /** A slow-down must still be there in the last two thirds of the window: at least this part of it. Else it was a start. */
  settling: { skippedPart: 1 / 3, leastPart: 0.5 },
  /**
   * The latency as a whole must have grown by at least this part of what the culprit is said to have added, or the culprit
   * must be slow enough after all that became faster meanwhile is set off against it.
   */
  leastPartOfTotal: 0.5,
  /** The first culprit's part of the change of the latency. With less, the slow-down is spread, and nobody is to blame for it. */
  leastPartOfFirst: 0.3,

  /**
   * Errors: standard errors apart, points more, failures counted. High confidence needs more of both. What fails below explains
   * a caller's new failures when it grew by at least this part of them.
   */
  errors: { z: 4, points: 0.02, least: 10, highZ: 8, highPoints: 0.05, explainedPart: 0.5 },
  /** One point (1 %) more errors weighs as much as this share of the baseline's latency, when culprits are ranked. */
  latencyShareOfErrorPoint: 0.1,
  /** Part of the new errors that must be timeouts, or deadlocks, for the kind to say so. */
  timeoutPart: 0.5,
  deadlockPart: 0.3,
  /** An open circuit breaker: part of the calls still made that fail, part of the failures that calls are missing for, and calls still made. */
  shortCircuit: { failedPart: 0.5, missingPart: 0.5, leastProbes: 3 },

  /** A key's change counts as driven by the number of calls from this part on. */
  countDriven: 0.5,
  /** Calls per instance of the caller must grow by this factor. */
  callRateGrowth: 1.5,
  /** Up to so many calls per instance, more calls mean that a cache misses, not that a loop calls. */
  onceRate: 1.2,
  /** From so many calls per instance on, nearly every instance makes the call. */
  forAllRate: 0.9,
  /** Part of the added calls that are repetitions of failed ones. */
  retryPart: 0.5,
  /** So many more repetitions for each call of an operation make its own longer time the waiting between them. */
  backOffRetries: 0.1,
  /**
   * Fan-out: the children's sum over their union must have been at least this, and fall to this part of it, while the sum grew
   * by less than this part of what the union did.
   */
  fanOut: { leastOverlap: 1.25, remains: 0.85, leastCalls: 1.8, sumPart: 0.5 },

  /** Pools: the part of the growth of a hold that one kind of query must explain to be blamed instead of the holder. */
  holdExplained: 0.6,
  /** A holder whose own work grew too: the part of both that others' waiting must be for them to be one culprit. */
  waitedPart: 0.25,
  /** Rate times hold must grow by this factor, otherwise it was the capacity that shrank. */
  utilisationGrowth: 1.2,
  /** Rows: a statement that comes at random waits for half of a hold, so holds must have grown by this part of what it grew by. */
  rowHoldPart: 0.5,

  /** Process: share of a span's time that the loop was late (or the CPU busy), its growth, and milliseconds per span. */
  loop: { leastShare: 0.08, growth: 2, leastMs: 2 },
  cpu: { leastShare: 0.25, growth: 1.7, leastMs: 4 },
  gc: { partOfDelay: 0.4, leastShare: 0.05, leastMs: 2 },
  /** Of what a loop's lateness grew by, as a share of the time, the CPU's growth must be this part; with less it got no processor time. */
  cpuPartOfDelay: 0.25,
  /** So many services, and this part of those with a measured loop, must be later for each millisecond of CPU: then the machine is short of it. */
  starved: { least: 2, part: 0.5, delayPerCpuGrowth: 1.5 },
  /** Part of the slow-down that must lie on edges for the loop to be called blocked rather than the code to be hot. */
  blockedPart: 0.15,
  /** Without such measurements: every edge into (or out of) a service must have grown by this. */
  edges: { growth: 1.5, leastMs: 1, halfOfOthers: 0.5 },

  /** A node: so many of its ways, and this part of them, must have grown as an edge does. */
  node: { leastWays: 2, part: 0.75 },

  /** Part of a finding that may be work as well as a way, because calls have no spans: from here on, medium at most. */
  blurredPart: 0.3,

  /** Bytes per call: growth and least size. */
  payload: { growth: 3, leastBytes: 50_000 },

  /**
   * Work that vanished: the part of the requests in which a call must have been made to be usual, standard errors apart, points
   * more and idle requests, and the part of the missing calls' time that must be gone.
   */
  vanished: { usual: 0.98, z: 4, points: 0.05, least: 10, timePart: 0.5 },

  /**
   * In what windows may differ before it is told: milliseconds apart, the factor between their rates and standard errors of it,
   * and an endpoint's part of the requests.
   */
  distance: { leastApartMs: 3_600_000, rateFactor: 1.2, z: 4, mixPart: 0.1 },

  /** A step on the way from a user to the culprit: the part of what the culprit added that it must have grown by. */
  propagation: { leastPart: 0.5 },

  /** Faults that concern one value of an attribute only. */
  skew: { relativeRisk: 3, coverage: 0.5, least: 20, q: 0.01, mostValues: 50, mostShareChange: 3 },
} as const;
