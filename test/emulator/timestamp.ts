/** A time as the API writes it: RFC 3339 with microseconds. */
export function timestamp(milliseconds: number): string {
  const whole = Math.floor(milliseconds);
  const microseconds = Math.round((milliseconds - whole) * 1000) % 1000;
  return new Date(whole).toISOString().replace('Z', `${String(microseconds).padStart(3, '0')}Z`);
}
