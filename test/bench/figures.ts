/** One measured figure against its promise; printed as one JSON line. */
export interface Figure {
  /** The promise's name, as the README of figures lists it: `P1`. */
  readonly figure: string;
  readonly what: string;
  readonly value: number;
  readonly unit: string;
  readonly limit: number;
  /** What the value was compared with, measured in the same run; null where there is nothing to compare. */
  readonly baseline: Readonly<Record<string, number>> | null;
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((left, right) => left - right);
  const middle = sorted[Math.floor(sorted.length / 2)];
  if (middle === undefined) throw new Error('Nothing was measured.');
  return middle;
}

/** The value below or at which a share (0 to 1) of all values lie. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((left, right) => left - right);
  const value = sorted[Math.ceil(sorted.length * share) - 1];
  if (value === undefined) throw new Error('Nothing was measured.');
  return value;
}

/** Two decimals are more than the machine's noise. */
export function rounded(value: number): number {
  return Math.round(value * 100) / 100;
}
