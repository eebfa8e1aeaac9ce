import { prices } from './prices';

const tiers = prices.processors;

export type ProcessorTier = (typeof tiers)[number]['name'];
export type ProcessorName = ProcessorTier | `${ProcessorTier}-fast`;

export interface Processor {
  readonly name: ProcessorName;
  readonly tier: ProcessorTier;
  /** Fast processors read more from caches: two to five times quicker at the same price. */
  readonly fast: boolean;
  /** Price of one successful run in thousandths of a US dollar. Failed runs are not billed. */
  readonly mills: number;
  /** Shortest and longest usual time of a run, in seconds. */
  readonly usualSeconds: readonly [shortest: number, longest: number];
}

/** All eighteen processors, each tier followed by its fast variant, cheapest first. */
export const processors: readonly Processor[] = tiers.flatMap((tier): Processor[] => [
  { name: tier.name, tier: tier.name, fast: false, mills: tier.mills, usualSeconds: tier.seconds },
  { name: `${tier.name}-fast`, tier: tier.name, fast: true, mills: tier.mills, usualSeconds: tier.fastSeconds },
]);

/** What a first question is sent with unless the person chose otherwise: cited answers within about a minute and a half. */
export const defaultProcessor: ProcessorName = 'core-fast';

const byName = new Map<string, Processor>(processors.map((processor) => [processor.name, processor]));

/** The processor of that name; undefined when there is none (an old setting, a record of a later version). */
export function findProcessor(name: string): Processor | undefined {
  return byName.get(name);
}

/** A price for people: `$0.005`, `$0.10`, `$2.40`; three decimals only where they are needed. */
export function formatPrice(mills: number): string {
  return `$${(mills / 1000).toFixed(mills % 10 === 0 ? 2 : 3)}`;
}

/** A usual duration for people: `3 s`, `15–100 s`, `1–5 min`, `30 s–5 min`, `5 min–2 h`. */
export function formatUsualTime([shortest, longest]: readonly [number, number]): string {
  if (shortest === longest) return `${shortest} s`;
  if (longest <= 100) return `${shortest}–${longest} s`;
  const from = inUnits(shortest);
  const to = inUnits(longest);
  return from.unit === to.unit
    ? `${from.amount}–${to.amount} ${to.unit}`
    : `${from.amount} ${from.unit}–${to.amount} ${to.unit}`;
}

function inUnits(seconds: number): { amount: number; unit: string } {
  if (seconds >= 3600 && seconds % 3600 === 0) return { amount: seconds / 3600, unit: 'h' };
  if (seconds >= 60) return { amount: seconds / 60, unit: 'min' };
  return { amount: seconds, unit: 's' };
}
