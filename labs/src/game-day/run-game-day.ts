import { setTimeout as sleep } from 'node:timers/promises';
import { restock } from '@spanshop/local/running-shop';
import { type Notes, newSalt, readNotes, removeNotes, writeNotes } from '../blind/index.ts';
import {
  agreementOf,
  emptyShop,
  type Interruption,
  isRight,
  type Laboratory,
  mostPiecesPerVisit,
  sendVisitors,
} from '../experiment/index.ts';
import { refuseWhileOn, untilInEffect, writeFlags } from '../flags/index.ts';
import type { Round } from './plan-game-day.ts';
import { type Score, scoreOf } from './score.ts';

export interface GameDayOptions {
  rounds: readonly Round[];
  seed: number;
  visitsPerSecond: number;
  interruption: Interruption;
  /** Something goes wrong now: the number of the round, and how long there is to find it. */
  onRound(index: number, lastsMs: number): void;
  /** A round is over. */
  onScore(score: Score): void;
}

const lookEveryMs = 500;

/**
 * Plays a game day: visitors come all the time, one thing after another goes wrong, each until it is found or its time is over.
 * Answers and hints are given from elsewhere, by the notes.
 *
 * @returns the scores of the rounds that were played to their end
 * @throws SentenceError where something is on already
 */
export async function runGameDay(laboratory: Laboratory, options: GameDayOptions): Promise<readonly Score[]> {
  const { shop, lab } = laboratory;
  const { rounds, seed, visitsPerSecond, interruption, onRound, onScore } = options;
  const { signal } = interruption;
  await refuseWhileOn(lab.flagFile);
  const durationMs = rounds.reduce((sum, { pauseMs, lastsMs }) => sum + pauseMs + lastsMs, 0);
  const scores: Score[] = [];
  const off = () => writeFlags(lab.flagFile, []);
  const resume = await emptyShop(laboratory, signal);
  interruption.onForce(() => Promise.allSettled([off(), resume()]));
  const ending = new AbortController();
  try {
    await restock(shop, Math.ceil((durationMs / 1_000) * visitsPerSecond * mostPiecesPerVisit));
    const visitors = { gatewayUrl: shop.gatewayUrl, visitsPerSecond, seed, durationMs, untilSettled: false };
    // It ends with the game, early where everything is found.
    void sendVisitors({ ...visitors, signal: AbortSignal.any([signal, ending.signal]) }).catch(() => {});
    for (const [place, round] of rounds.entries()) {
      await sleep(round.pauseMs, undefined, { signal });
      const score = await playRound(laboratory, round, { index: place + 1, of: rounds.length, seed, signal, onRound });
      scores.push(score);
      onScore(score);
    }
  } catch (error) {
    if (!signal.aborted) throw error;
  } finally {
    ending.abort();
    await untilInEffect(lab, await off()).finally(resume);
  }
  return scores;
}

interface RoundOptions extends Pick<GameDayOptions, 'seed' | 'onRound'> {
  index: number;
  of: number;
  signal: AbortSignal;
}

async function playRound(
  { lab, folder }: Laboratory,
  { fault, lastsMs }: Round,
  options: RoundOptions,
): Promise<Score> {
  const { index, of, seed, signal, onRound } = options;
  const salt = newSalt();
  const startedUnixMs = Date.now();
  const endsUnixMs = startedUnixMs + lastsMs;
  const notes: Notes = { seed, startedUnixMs, round: { index, of, endsUnixMs }, hints: 0, answers: [] };
  try {
    await writeNotes(folder, salt, notes);
    const on = { fault, magnitude: 2, scope: { of: 'all' } } as const;
    await untilInEffect(lab, await writeFlags(lab.flagFile, [on], salt));
    onRound(index, lastsMs);
    for (;;) {
      const { answers, hints } = await readNotes(folder, salt);
      const isFound = answers.some(answer => isRight(agreementOf(answer, fault.truth)));
      if (isFound || Date.now() >= endsUnixMs) return scoreOf(fault, { answers, hints });
      await sleep(lookEveryMs, undefined, { signal });
    }
  } finally {
    await untilInEffect(lab, await writeFlags(lab.flagFile, []));
    await removeNotes(folder, salt);
  }
}
