import { AppError } from './app-error.ts';

/**
 * How a call to a peer went wrong.
 * - `refused`: the peer answered 4xx with a problem; nothing happened there
 * - `unreachable`: no connection was made; nothing happened there
 * - `unavailable`: the peer, one of ours, answered 503 with a problem that says `withoutEffect`; to a GET, any such problem
 * - `timeout`, `broken`, `failed`, `nonsense`: whether it took effect is not known
 */
export type PeerFailure = 'refused' | 'unreachable' | 'unavailable' | 'timeout' | 'broken' | 'failed' | 'nonsense';

const statusOf: Readonly<Record<Exclude<PeerFailure, 'refused'>, number>> = {
  unreachable: 503,
  unavailable: 503,
  timeout: 504,
  broken: 502,
  failed: 502,
  nonsense: 502,
};

interface PeerErrorOptions {
  peer: string;
  failure: PeerFailure;
  detail: string;
  status?: number;
  code?: string;
  /** What the peer answered, where that was no refusal. */
  peerStatus?: number;
  extensions?: Readonly<Record<string, unknown>>;
  cause?: unknown;
}

/** A call to a peer that did not give the answer it should; passed on as it is where the peer refused. */
export class PeerError extends AppError {
  readonly peer: string;
  readonly failure: PeerFailure;
  readonly peerStatus: number | undefined;

  constructor({ peer, failure, detail, status, code, peerStatus, extensions, cause }: PeerErrorOptions) {
    const answered = failure === 'refused' ? (status ?? 400) : statusOf[failure];
    const isBusy = answered === 503 || peerStatus === 503;
    super({
      status: isBusy ? 503 : answered,
      headers: isBusy ? { 'Retry-After': '1' } : {},
      code: code ?? `${peer}_${failure}`,
      detail,
      extensions: extensions ?? {},
      cause,
    });
    this.peer = peer;
    this.failure = failure;
    this.peerStatus = peerStatus;
  }

  /** True where the call may have taken effect although no good answer came back. */
  get outcomeUnknown(): boolean {
    return !withoutEffect.has(this.failure);
  }
}

const withoutEffect: ReadonlySet<PeerFailure> = new Set(['refused', 'unreachable', 'unavailable']);
