import { inIsoForm, timeOfDay } from './times.ts';

export function Time({ unixMs }: { readonly unixMs: number }) {
  const iso = inIsoForm(unixMs);
  return (
    <time dateTime={iso} title={iso}>
      {timeOfDay(unixMs)}
    </time>
  );
}
