import { inMs, type PropagationStep, percent, type Via } from '@spanshop/analysis/diagnose';

const arrows: Readonly<Record<Via, string>> = {
  entry: '',
  call: '-> calls ',
  message: '-> sends a message to ',
  within: '-> does ',
  shared: '-> waits for what is used by ',
};

/** The way from the endpoint that a user calls to the culprit, a line for each step with what speaks for it. */
export function propagationLines(path: readonly PropagationStep[]): readonly string[] {
  if (path.length < 2) return [];
  return ['The way to it', ...path.map((step, depth) => `  ${'  '.repeat(depth)}${stepWords(step)}`)];
}

function stepWords(step: PropagationStep): string {
  const { service, operation, via } = step;
  return `${arrows[via]}${operation} in ${service}: ${evidenceWords(step)}`;
}

/** What grew at a step; that nothing did is said too. */
export function evidenceWords({ evidence }: PropagationStep): string {
  if (!evidence) return 'no evidence, it did not grow';
  if (evidence.of === 'time') return `${inMs(evidence.beforeMs)} to ${inMs(evidence.afterMs)} per request`;
  return `failed in ${percent(evidence.beforeRate)} to ${percent(evidence.afterRate)} of the requests`;
}
