/**
 * An open model: visitors arrive by themselves (Poisson), whether or not those before them have been served. Each arrival is
 * due at its own time, so that a late timer catches up instead of thinning the stream.
 */
export function startArrivals(perSecond: number, arrive: () => void, random: () => number = Math.random): () => void {
  const pauseMs = () => (-Math.log(1 - random()) / perSecond) * 1_000;
  let dueAt = performance.now() + pauseMs();
  let timer: NodeJS.Timeout;
  const wait = () => {
    timer = setTimeout(
      () => {
        while (dueAt <= performance.now()) {
          arrive();
          dueAt += pauseMs();
        }
        wait();
      },
      Math.max(dueAt - performance.now(), 0),
    );
  };
  wait();
  return () => clearTimeout(timer);
}
