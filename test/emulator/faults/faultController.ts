import { type Fault, type FaultRule, type FaultRuleInput, readFaultRules } from './faultRule';

/** A rule and how often requests have met it. */
interface CountedRule {
  readonly rule: FaultRule;
  readonly path: RegExp;
  matched: number;
  applied: number;
}

/** How a rule stands, for inspection. */
export interface FaultStanding {
  readonly rule: FaultRule;
  /** Requests that its method and path matched. */
  readonly matched: number;
  /** Requests that got the fault. */
  readonly applied: number;
}

/** Holds the fault rules and decides which request gets which fault. */
export class FaultController {
  #rules: CountedRule[] = [];

  constructor(rules: readonly FaultRuleInput[]) {
    this.set(rules);
  }

  /** Replaces all rules; counting starts anew. */
  set(rules: readonly FaultRuleInput[]): void {
    this.#rules = readFaultRules(rules).map(counted);
  }

  /** Adds one rule behind the others. */
  add(rule: FaultRuleInput): void {
    this.#rules.push(...readFaultRules([rule]).map(counted));
  }

  clear(): void {
    this.#rules = [];
  }

  get standings(): readonly FaultStanding[] {
    return this.#rules.map(({ rule, matched, applied }) => ({ rule, matched, applied }));
  }

  /** The faults for a request that has just arrived, in the order of the rules. Counts it for every rule. */
  take(method: string, path: string): Fault[] {
    return this.#rules.filter((entry) => takes(entry, method, path)).map(({ rule }) => rule.fault);
  }
}

function counted(rule: FaultRule): CountedRule {
  return { rule, path: patternOf(rule.match.path ?? '/**'), matched: 0, applied: 0 };
}

function takes(entry: CountedRule, method: string, path: string): boolean {
  const { match } = entry.rule;
  if (match.method !== undefined && match.method.toUpperCase() !== method) return false;
  if (!entry.path.test(path)) return false;
  entry.matched += 1;
  if (match.nth !== undefined && entry.matched !== match.nth) return false;
  if (entry.matched <= (match.after ?? 0)) return false;
  if (entry.applied >= (match.times ?? Infinity)) return false;
  entry.applied += 1;
  return true;
}

/** The pattern of a path in which `*` is one segment and `**` any number of them. */
function patternOf(path: string): RegExp {
  const parts = path.split(/(\*\*|\*)/).map((part) => {
    if (part === '**') return '.*';
    if (part === '*') return '[^/]+';
    return part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  });
  return new RegExp(`^${parts.join('')}$`);
}
