import { Time } from '../text/time.tsx';
import type { Loaded } from './use-loaded.ts';
import { usePlaces } from './use-places.ts';

/** What went wrong with loading, what it means for what is shown, and what to do. Nothing where all is well. */
export function Trouble({ loaded: { error, loadedUnixMs, value, reload } }: { readonly loaded: Loaded<unknown> }) {
  const { queryUrl } = usePlaces();
  if (!error) return null;
  const words = wordsFor(error.code, error.message, queryUrl);
  return (
    <div class="trouble" role="alert">
      <p>
        <strong>{words.what}</strong> {words.advice}
        {value !== undefined && loadedUnixMs !== undefined && (
          <>
            {' '}
            What is shown is from <Time unixMs={loadedUnixMs} />.
          </>
        )}
      </p>
      <button type="button" onClick={reload}>
        Try again
      </button>
    </div>
  );
}

function wordsFor(code: string, detail: string, queryUrl: string | undefined): { what: string; advice: string } {
  switch (code) {
    case 'console_away':
      return { what: 'The console does not answer.', advice: 'Does the shop still run? npm run demo starts it.' };
    case 'trace_backend_away':
      return {
        what: `What keeps the traces does not answer${queryUrl ? ` at ${queryUrl}` : ''}.`,
        advice: 'It may be starting, or have been stopped; its log is beside the others.',
      };
    case 'no_trace_backend':
      return {
        what: 'This shop keeps its traces where the console cannot ask for them.',
        advice: 'Start it with the trace store (npm run demo), or with Jaeger (-- --backend jaeger).',
      };
    case 'no_such_trace':
      return {
        what: 'There is no such trace.',
        advice: 'It may be on its way for some seconds yet, may not have been sampled, or made room for newer ones.',
      };
    default:
      return { what: 'That did not work.', advice: detail };
  }
}
