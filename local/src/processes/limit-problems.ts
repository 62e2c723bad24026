const windowMs = 10_000;
const mostInWindow = 10;

/** Shows problems as they come, up to 10 in 10 s; how many were left out is told with the next one that is shown. */
export function limitProblems(
  show: (problem: string) => void,
  now: () => number = () => performance.now(),
): (problem: string) => void {
  let windowStart = Number.NEGATIVE_INFINITY;
  let shown = 0;
  let left = 0;
  return problem => {
    if (now() - windowStart >= windowMs) {
      windowStart = now();
      shown = 0;
      if (left > 0) show(`${left} more warnings and errors are in the logs`);
      left = 0;
    }
    if (shown < mostInWindow) show(problem);
    else left += 1;
    shown += 1;
  };
}
