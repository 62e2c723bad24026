/** Milliseconds as people read them: three digits that count, `740 µs`, `12.3 ms`, `1.24 s`, `2 min 5 s`. */
export function inWords(ms: number): string {
  const size = Math.abs(ms);
  if (size < 0.0005) return '0';
  if (size < 0.9995) return `${digits(ms * 1_000)} µs`;
  if (size < 999.5) return `${digits(ms)} ms`;
  if (size < 99_950) return `${digits(ms / 1_000)} s`;
  const seconds = Math.round(size / 1_000);
  return `${ms < 0 ? '-' : ''}${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}

/** With its sign, for differences: `+12.3 ms`, `−4 ms`. */
export function asChange(ms: number): string {
  return ms < 0 ? `−${inWords(-ms)}` : `+${inWords(ms)}`;
}

export function inPercent(share: number): string {
  const percent = share * 100;
  return percent > 0 && percent < 1 ? '< 1 %' : `${Math.round(percent)} %`;
}

function digits(value: number): string {
  const size = Math.abs(value);
  return String(Number(value.toFixed(size < 10 ? 2 : size < 100 ? 1 : 0)));
}
