/**
 * The moment that a day in a query stands for, in milliseconds since the epoch; null for none. Days begin at midnight
 * where the person is.
 *
 * `2026-02-01`, `2026-02` and `2026` stand for their first day; `7d`, `2w`, `3m` and `1y` for the day so long before `now`.
 */
export function parseDay(text: string, now: number): number | null {
  const date = /^(\d{4})(?:-(\d{1,2}))?(?:-(\d{1,2}))?$/.exec(text);
  if (date) return midnight(Number(date[1]), Number(date[2] ?? 1), Number(date[3] ?? 1));
  const ago = /^(\d{1,3})([dwmy])$/.exec(text);
  return ago ? before(new Date(now), Number(ago[1]), ago[2] ?? '') : null;
}

function midnight(year: number, month: number, day: number): number | null {
  if (year < 1970) return null;
  const found = new Date(year, month - 1, day);
  // The 31st of February would be a day in March.
  return found.getMonth() === month - 1 && found.getDate() === day ? found.getTime() : null;
}

function before(now: Date, count: number, unit: string): number {
  const [year, month, day] = [now.getFullYear(), now.getMonth(), now.getDate()];
  switch (unit) {
    case 'd':
      return new Date(year, month, day - count).getTime();
    case 'w':
      return new Date(year, month, day - 7 * count).getTime();
    case 'm':
      return new Date(year, month - count, day).getTime();
    default:
      return new Date(year - count, month, day).getTime();
  }
}
