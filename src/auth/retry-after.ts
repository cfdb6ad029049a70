const DAY = '(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)';
const LONG_DAY = '(?:Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)';
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const MONTH = `(?<month>${MONTHS.join('|')})`;
const TIME = '(?<hour>[01]\\d|2[0-3]):(?<minute>[0-5]\\d):(?<second>[0-5]\\d|60)';
/** The three forms of RFC 9110 section 5.6.7: IMF-fixdate, that of RFC 850, and that of asctime. */
const FORMS = [
  new RegExp(`^${DAY}, (?<day>\\d{2}) ${MONTH} (?<year>\\d{4}) ${TIME} GMT$`),
  new RegExp(`^${LONG_DAY}, (?<day>\\d{2})-${MONTH}-(?<year>\\d{2}) ${TIME} GMT$`),
  new RegExp(`^${DAY} ${MONTH} (?<day>[ \\d]\\d) ${TIME} (?<year>\\d{4})$`),
];

/** Milliseconds of the epoch that a date of HTTP stands for (RFC 9110 section 5.6.7); undefined for anything else. `now` places years of two digits. */
export function parseHttpDate(text: string, now: number): number | undefined {
  for (const form of FORMS) {
    const { day, month, year, hour, minute, second } = form.exec(text)?.groups ?? {};
    if (day === undefined || month === undefined || year === undefined) continue;
    return Date.UTC(wholeYear(year, now), MONTHS.indexOf(month), Number(day), Number(hour), Number(minute), Number(second));
  }
  return undefined;
}

/** A year of two digits that would lie over 50 years ahead is of the last century (RFC 9110 section 5.6.7). */
function wholeYear(year: string, now: number): number {
  if (year.length === 4) return Number(year);
  const current = new Date(now).getUTCFullYear();
  const guess = current - (current % 100) + Number(year);
  return guess > current + 50 ? guess - 100 : guess;
}

/**
 * Milliseconds that `Retry-After` asks to wait (RFC 9110 section 10.2.3): seconds, or a date less the `Date` of the same answer, so that
 * a wrong clock here does not matter. A date that is past is 0. Undefined when the header is absent or neither.
 */
export function parseRetryAfter(headers: Headers, now: number): number | undefined {
  const value = headers.get('retry-after')?.trim() ?? '';
  if (/^\d{1,12}$/.test(value)) return Number(value) * 1000;
  const until = parseHttpDate(value, now);
  if (until === undefined) return undefined;
  const date = parseHttpDate(headers.get('date')?.trim() ?? '', now) ?? now;
  return Math.max(0, until - date);
}
