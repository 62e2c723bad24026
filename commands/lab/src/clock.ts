/** Minutes and seconds, such as `2:05 min`. */
export function clock(durationMs: number): string {
  const seconds = Math.max(Math.round(durationMs / 1_000), 0);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')} min`;
}
