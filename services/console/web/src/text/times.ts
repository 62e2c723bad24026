const clock = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit', second: '2-digit' });
const clockToTheMinute = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit' });
const day = new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'short' });

/** The time of day in the reader's zone, with the day where that is not today. */
export function timeOfDay(unixMs: number, nowUnixMs = Date.now()): string {
  const isToday = new Date(unixMs).toDateString() === new Date(nowUnixMs).toDateString();
  return isToday ? clock.format(unixMs) : `${day.format(unixMs)}, ${clock.format(unixMs)}`;
}

export function minuteOfDay(unixMs: number): string {
  return clockToTheMinute.format(unixMs);
}

/** For who wants to be exact, or lives elsewhere. */
export function inIsoForm(unixMs: number): string {
  return new Date(unixMs).toISOString();
}
