/** What a visitor does in one visit. Every request of a visit counts for its journey. */
export const journeyNames = ['browse', 'order', 'look', 'cancel'] as const;
export type JourneyName = (typeof journeyNames)[number];

/** What the shop promises to one journey's requests. */
export interface Objective {
  /** 95 and 99 of 100 answers come within these; milliseconds, from the first byte sent to the last received. */
  p95Ms: number;
  p99Ms: number;
  /** Answers that a shop in order never gives, or that do not come, as a part of all; 0 to 1. */
  failedShare: number;
}

/** The service level objectives, all of them. What orders waits for a bank and two databases, what browses for a cache. */
export const objectives: Readonly<Record<JourneyName, Objective>> = {
  browse: { p95Ms: 200, p99Ms: 500, failedShare: 0.01 },
  order: { p95Ms: 800, p99Ms: 1_500, failedShare: 0.01 },
  look: { p95Ms: 250, p99Ms: 500, failedShare: 0.01 },
  cancel: { p95Ms: 800, p99Ms: 1_500, failedShare: 0.01 },
};

/** Of all checks of answers, those that have to pass. */
export const passingChecksShare = 0.99;

/** Of all visits, those that may be left out because too many were going on. */
export const droppedVisitsShare = 0.01;
