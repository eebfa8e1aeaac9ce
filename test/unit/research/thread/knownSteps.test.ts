import assert from 'node:assert/strict';
import { KnownSteps } from '../../../../src/research/thread/knownSteps';
import type { TraceEntry } from '../../../../src/research/thread/turn';

/** A step that counts how often its key is made. */
function stepsThatCount(count: number): { readonly steps: readonly TraceEntry[]; readonly reads: () => number } {
  let reads = 0;
  const steps = Array.from({ length: count }, (_, number) => ({
    kind: 'search',
    timestamp: null,
    get message(): string {
      reads += 1;
      return `step ${number}`;
    },
  }));
  return { steps, reads: () => reads };
}

describe('The steps that are known of a trace', () => {
  const grow = (known: KnownSteps, trace: readonly TraceEntry[], entries: readonly TraceEntry[]) =>
    known.grow(trace, entries, (fresh) => [...trace, ...fresh]).trace;

  it('are looked at once, however often the trace grows', () => {
    const { steps, reads } = stepsThatCount(1_000);
    const known = new KnownSteps();
    let trace: readonly TraceEntry[] = [];
    for (const step of steps) {
      trace = grow(known, trace, [step]);
      known.forgetOldest();
    }
    assert.equal(trace.length, 1_000);
    assert.equal(reads(), 1_000);
  });

  it('stay known of eight traces that grow by turns', () => {
    const { steps, reads } = stepsThatCount(800);
    const known = new KnownSteps();
    const traces: (readonly TraceEntry[])[] = Array.from({ length: 8 }, () => []);
    steps.forEach((step, number) => {
      traces[number % 8] = grow(known, traces[number % 8] ?? [], [step]);
      known.forgetOldest();
    });
    assert.equal(reads(), 800);
  });

  it('are each added once, and leave a trace as it is that has them all', () => {
    const { steps } = stepsThatCount(3);
    const known = new KnownSteps();
    const trace = grow(known, [], [...steps, ...steps]);
    assert.equal(trace.length, 3);
    assert.equal(grow(known, trace, steps), trace);
  });

  it('are read anew of a trace that went on otherwise', () => {
    const { steps } = stepsThatCount(3);
    const [one, two, three] = steps as [TraceEntry, TraceEntry, TraceEntry];
    const known = new KnownSteps();
    const first = grow(known, [], [one]);
    assert.deepEqual(grow(known, first, [two]), [one, two]);
    assert.deepEqual(grow(known, first, [three, two]), [one, three, two]);
  });
});
