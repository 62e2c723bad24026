import { Trouble } from '../data/trouble.tsx';
import { useLoaded } from '../data/use-loaded.ts';
import { visibleText } from '../text/visible-text.ts';

const mostCharacters = 300_000;
const indented = (answer: unknown) => JSON.stringify(answer, null, 2);

/** The trace as the backend answers it: OTLP in JSON. */
export function RawJson({ traceId }: { readonly traceId: string }) {
  const address = `/api/traces/${traceId}`;
  const loaded = useLoaded(address, indented);
  const text = loaded.value ?? '';
  return (
    <section class="raw">
      <Trouble loaded={loaded} />
      <p class="soft">
        As the trace backend has it (OTLP).{' '}
        <a href={address} download={`trace-${traceId}.json`}>
          Save it as a file
        </a>
        {text.length > mostCharacters &&
          `; here are the first ${mostCharacters / 1_000} of ${Math.round(text.length / 1_000)} thousand characters`}
      </p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by the keyboard */}
      <section class="scroll" tabIndex={0} aria-label="The trace in JSON">
        <pre>{visibleText(text.slice(0, mostCharacters))}</pre>
      </section>
    </section>
  );
}
