/** Names that say on which day something was made, since a file's own times change when it is copied or synchronised. */

const day = 24 * 60 * 60 * 1_000;

/** A day as the beginning of a name: `2026-02-23`, in UTC. */
export function dayName(at: number): string {
  return new Date(at).toISOString().slice(0, 10);
}

/** The name of the file that is written before it takes the place of `file`. */
export function temporaryName(file: string, unique: string, now: Date): string {
  return `${file}.${dayName(now.getTime())}.${unique}.tmp`;
}

/** Whether a name says that its file was to take the place of another, and was left behind more than a day ago. */
export function isLeftBehind(name: string, now: number): boolean {
  const [, date = ''] = /\.(\d{4}-\d\d-\d\d)\.[\w-]+\.tmp$/.exec(name) ?? [];
  return isOlderThan(date, 1, now);
}

/** Whether `days` whole days have passed since the day of `dayName`; never for any other name. */
export function isOlderThan(date: string, days: number, now: number): boolean {
  const made = /^\d{4}-\d\d-\d\d$/.test(date) ? Date.parse(date) : Number.NaN;
  return now - made >= (days + 1) * day;
}
