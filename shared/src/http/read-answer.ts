import type { AxiosResponse } from 'axios';
import { z } from 'zod';
import { PeerError, problemContentType } from '../errors/index.ts';
import type { Call, HttpClientOptions } from './call.ts';

type Peer = Required<Pick<HttpClientOptions, 'peer' | 'external'>>;
type Asked<Schema extends z.ZodType> = Pick<Call<Schema>, 'method' | 'response' | 'expects' | 'isAnswer'>;

const problemSchema = z.looseObject({
  status: z.number(),
  code: z.string(),
  detail: z.string(),
  withoutEffect: z.boolean().optional(),
});

/** Reads what a peer answered as an answer to what it was asked. @throws PeerError for anything else */
export function readAnswer<Schema extends z.ZodType>(
  { peer, external }: Peer,
  { method, response, expects = {}, isAnswer = () => true }: Asked<Schema>,
  answer: AxiosResponse,
): z.infer<Schema> {
  const { status, data } = answer;
  const nonsense = (what: string) =>
    new PeerError({ peer, failure: 'nonsense', detail: `${peer} answered ${status} ${what}` });
  if (status >= 200 && status < 300) {
    const parsed = response.safeParse(data);
    if (!parsed.success) throw nonsense('with a body that is not its contract');
    if (!hasAll(parsed.data, expects) || !isAnswer(parsed.data)) throw nonsense('to something that was not asked');
    return parsed.data;
  }
  const problem = isProblem(answer) ? problemSchema.safeParse(data).data : undefined;
  if (status >= 400 && status < 500 && problem) {
    const { type: _type, title: _title, status: _status, traceId: _traceId, code, detail, ...extensions } = problem;
    if (!hasAll({ ...expects, ...extensions }, expects)) throw nonsense(`${code} to something that was not asked`);
    throw new PeerError({ peer, failure: 'refused', status, code, detail, extensions });
  }
  const saysNotDone = !external && status === 503 && problem && (method === 'GET' || problem.withoutEffect);
  throw new PeerError({
    peer,
    failure: saysNotDone ? 'unavailable' : 'failed',
    detail: `${peer} answered ${status}${problem ? ` ${problem.code}` : ''}`,
    peerStatus: status,
  });
}

function hasAll(answer: unknown, expected: Readonly<Record<string, unknown>>): boolean {
  const members = answer as Readonly<Record<string, unknown>>;
  return Object.entries(expected).every(([name, value]) => members[name] === value);
}

function isProblem({ headers }: AxiosResponse): boolean {
  return String(headers['content-type'] ?? '').startsWith(problemContentType);
}
