const DAY = 86_400_000;
/** What one query of the platform covers at most, and how far back it goes. */
const MOST_DAYS = 90;
const FARTHEST_DAYS = 365;

/** A span of ISO dates; the second is not included. */
export interface Span {
  from: string;
  to: string;
}

/** The days before and with `today`, as far back as the platform keeps them. */
export function lastDays(days: number, today: string): Span {
  const end = Date.parse(`${today}T00:00:00Z`) + DAY;
  return { from: dateOf(end - Math.min(days, FARTHEST_DAYS) * DAY), to: dateOf(end) };
}

/** The span in pieces that a query may cover, the oldest first. */
export function pieces({ from, to }: Span): Span[] {
  const [start, end] = [from, to].map((date) => Date.parse(`${date}T00:00:00Z`)) as [number, number];
  const found: Span[] = [];
  for (let at = start; at < end; at += MOST_DAYS * DAY) found.push({ from: dateOf(at), to: dateOf(Math.min(at + MOST_DAYS * DAY, end)) });
  return found;
}

/** As the platform wants it: `2026-08-01T00:00:00.000Z/2026-10-30T00:00:00.000Z`. */
export function interval({ from, to }: Span): string {
  return [from, to].map((date) => `${date}T00:00:00.000Z`).join('/');
}

export function daysOf({ from, to }: Span): number {
  return (Date.parse(to) - Date.parse(from)) / DAY;
}

function dateOf(time: number): string {
  return new Date(time).toISOString().slice(0, 10);
}
