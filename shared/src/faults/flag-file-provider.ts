import { createHash } from 'node:crypto';
import { unwatchFile, watchFile } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { FlagdCore } from '@openfeature/flagd-core';
import {
  type EvaluationContext,
  type JsonValue,
  type Logger,
  OpenFeatureEventEmitter,
  type Provider,
  ProviderEvents,
} from '@openfeature/server-sdk';
import { z } from 'zod';
import { flagKey } from './flag-key.ts';

/** How often the file is looked at, in milliseconds: a change counts everywhere in well under a second. */
const lookEveryMs = 250;
const largestFileBytes = 1_000_000;

const silent: Logger = { error() {}, warn() {}, info() {}, debug() {} };

/**
 * An OpenFeature provider over a file in flagd's format, which flagd's own core evaluates. The file is polled, since a change
 * in a mounted folder makes no event in a container. What cannot be used changes nothing: the last good state stays.
 */
export class FlagFileProvider implements Provider {
  readonly metadata = { name: 'flag file' };
  readonly runsOn = 'server';
  readonly events = new OpenFeatureEventEmitter();
  readonly #file: string;
  readonly #onProblem: (problem: string) => void;
  // It would name a flag whose rule it cannot read in our log.
  readonly #core = new FlagdCore(undefined, silent);
  #version: string | undefined;
  #problem: string | undefined;
  #reading = Promise.resolve();
  #again: NodeJS.Timeout | undefined;

  /** @param onProblem gets a sentence, once for each problem, that never says what the file holds */
  constructor(file: string, onProblem: (problem: string) => void) {
    this.#file = file;
    this.#onProblem = onProblem;
  }

  /** A digest of what was read last and could be used; undefined before that. */
  get version(): string | undefined {
    return this.#version;
  }

  /** Why the file cannot be used now; undefined where it can. */
  get problem(): string | undefined {
    return this.#problem;
  }

  async initialize(): Promise<void> {
    watchFile(this.#file, { interval: lookEveryMs, persistent: false }, this.#look);
    // What failed in passing changes nothing that is watched: it is read again as long as there is a problem.
    this.#again = setInterval(() => this.#problem !== undefined && this.#look(), lookEveryMs).unref();
    this.#look();
    await this.#reading;
  }

  async onClose(): Promise<void> {
    unwatchFile(this.#file, this.#look);
    clearInterval(this.#again);
    await this.#reading;
  }

  readonly #look = () => {
    this.#reading = this.#reading.then(() => this.#read());
  };

  async #read(): Promise<void> {
    try {
      const text = await readBounded(this.#file);
      // Before there ever was a file nothing is wrong, and nothing is on.
      if (text === undefined && this.#version === undefined) {
        this.#problem = undefined;
        return;
      }
      if (text === undefined) throw new Unusable('is gone');
      const version = versionOf(text);
      if (version !== this.#version) use(this.#core, text);
      this.#problem = undefined;
      if (version === this.#version) return;
      this.#version = version;
      this.events.emit(ProviderEvents.ConfigurationChanged);
    } catch (error) {
      const problem = error instanceof Unusable ? error.message : 'cannot be read';
      if (problem !== this.#problem) this.#onProblem(problem);
      this.#problem = problem;
    }
  }

  #keyOf(fault: string): string {
    const { salt } = this.#core.getFlagSetMetadata();
    return flagKey(fault, typeof salt === 'string' ? salt : undefined);
  }

  async resolveNumberEvaluation(fault: string, fallback: number, context: EvaluationContext) {
    return this.#core.resolveNumberEvaluation(this.#keyOf(fault), fallback, context);
  }

  async resolveBooleanEvaluation(fault: string, fallback: boolean, context: EvaluationContext) {
    return this.#core.resolveBooleanEvaluation(this.#keyOf(fault), fallback, context);
  }

  async resolveStringEvaluation(fault: string, fallback: string, context: EvaluationContext) {
    return this.#core.resolveStringEvaluation(this.#keyOf(fault), fallback, context);
  }

  async resolveObjectEvaluation<T extends JsonValue>(fault: string, fallback: T, context: EvaluationContext) {
    return this.#core.resolveObjectEvaluation(this.#keyOf(fault), fallback, context);
  }
}

/** What of a file's text a process is asked to confirm. */
export function versionOf(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 16);
}

class Unusable extends Error {}

async function readBounded(file: string): Promise<string | undefined> {
  const found = await stat(file).catch(error => {
    if (error.code === 'ENOENT') return undefined;
    throw new Unusable('cannot be read');
  });
  if (found === undefined) return undefined;
  if (!found.isFile()) throw new Unusable('is no file');
  if (found.size > largestFileBytes) throw new Unusable(`is larger than ${largestFileBytes / 1_000_000} MB`);
  return readFile(file, 'utf8').catch(() => {
    throw new Unusable('cannot be read');
  });
}

/** What flagd's core takes for no flags at all without a word. */
const document = z.object({ flags: z.record(z.string(), z.object({ variants: z.record(z.string(), z.number()) })) });

/** The parser's own words may quote the file, so they are not passed on. */
function use(core: FlagdCore, text: string): void {
  try {
    document.parse(JSON.parse(text));
    core.setConfigurations(text);
  } catch {
    throw new Unusable('is not in the format of flagd');
  }
}
