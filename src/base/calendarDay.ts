/** The day of a moment where the person is: `2026-11-21`. */
export function calendarDay(at: Date | number): string {
  const date = new Date(at);
  const pad = (value: number, length: number): string => String(value).padStart(length, '0');
  return `${pad(date.getFullYear(), 4)}-${pad(date.getMonth() + 1, 2)}-${pad(date.getDate(), 2)}`;
}
