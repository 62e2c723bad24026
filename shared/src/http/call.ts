import type { z } from 'zod';

export interface HttpClientOptions {
  /** The peer's service name, for spans and errors. */
  peer: string;
  baseUrl: string;
  /** The longest that one call may take, in milliseconds; an active deadline shortens it. */
  timeoutMs: number;
  /** An outside party: it gets neither trace headers nor baggage nor our deadline. Default false. */
  external?: boolean;
}

export interface Call<Schema extends z.ZodType> {
  method: 'GET' | 'POST';
  /** Path with its parameters in braces, for example `/orders/{orderId}`; it names the span. */
  path: string;
  parameters?: Readonly<Record<string, string>>;
  query?: Readonly<Record<string, string | number | undefined>>;
  /** Of a POST; `{}` where there is nothing to say, since a POST inside is always JSON. */
  body?: unknown;
  /** The answer of a 2xx is checked against this; anything else is `nonsense`. */
  response: Schema;
  /**
   * Members with the value that an answer to this very call has, such as the id that was asked for. An answer without them, and
   * a refusal that has others, is somebody else's: `nonsense`.
   */
  expects?: Readonly<Record<string, unknown>>;
  /** What else tells an answer to this call from another one's. */
  isAnswer?: (answer: z.infer<Schema>) => boolean;
  /** How often to try in all when the peer is unreachable or says 503; only for what is safe to repeat. Default 1. */
  attempts?: number;
  /** The pause before the second try, on average, in milliseconds; it doubles with every further one. Default 50. */
  pauseMs?: number;
}

export interface HttpClient {
  /** @throws PeerError whose `failure` says whether the call can have taken effect */
  call<Schema extends z.ZodType>(call: Call<Schema>): Promise<z.infer<Schema>>;
  close(): void;
}
