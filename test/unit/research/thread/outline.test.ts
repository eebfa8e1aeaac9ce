import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { ThreadEvent } from '../../../../src/research/thread/events';
import { type Branch, branchesOf, isBranched, outlinedTurns, outlineOf } from '../../../../src/research/thread/outline';
import type { Thread } from '../../../../src/research/thread/thread';
import { childrenOf } from '../../../../src/research/thread/tree';
import { happened, threadOf, turnId, turnOf } from '../builders';

const { asked } = happened;

/** An outline as a person reads it: a line a turn, two spaces a level, a dash where a branch begins. */
function drawn(thread: Thread): readonly string[] {
  return Array.from(
    outlinedTurns(outlineOf(thread)),
    ({ turn, branch, startsBranch }) => `${'  '.repeat(branch.level)}${startsBranch ? '- ' : ''}${turn.id}`,
  );
}

/** Turns of which each is a first question or builds on one before. */
const threads = fc.array(fc.tuple(fc.nat(), fc.boolean()), { minLength: 1, maxLength: 40 }).map((turns) =>
  threadOf(
    ...turns.map(([number, isFirst], index): ThreadEvent => {
      const parent = index === 0 || (isFirst && number % 5 === 0) ? null : `t${number % index}`;
      return asked(`t${index}`, parent);
    }),
  ),
);

/** Turns with any parents at all, circles among them, as `reduce` makes none. */
const circularThreads = fc.array(fc.nat(12), { minLength: 1, maxLength: 12 }).map((parents): Thread => {
  const model = threadOf(asked('t0'));
  const turn = turnOf(model, 't0');
  const turns = parents.map((parent, index) => ({
    ...turn,
    id: turnId(`t${index}`),
    parentId: parent >= parents.length ? null : turnId(`t${parent}`),
  }));
  return { ...model, turns: new Map(turns.map((each) => [each.id, each])) };
});

describe('The outline of a thread', () => {
  it('keeps turns that follow one another at one level', () => {
    assert.deepEqual(drawn(threadOf(asked('a'), asked('b', 'a'), asked('c', 'b'))), ['a', 'b', 'c']);
    assert.equal(isBranched(outlineOf(threadOf(asked('a'), asked('b', 'a')))), false);
  });

  it('begins a branch, a level deeper, with each of several turns that build on one', () => {
    const thread = threadOf(
      asked('a'),
      asked('b', 'a'),
      asked('c', 'b'),
      asked('d', 'b'),
      asked('e', 'c'),
      asked('f', 'd'),
      asked('g', 'd'),
    );
    assert.deepEqual(drawn(thread), ['a', 'b', '  - c', '  e', '  - d', '    - f', '    - g']);
    assert.equal(isBranched(outlineOf(thread)), true);
  });

  it('begins a branch with each of several first questions', () => {
    const thread = threadOf(asked('a'), asked('b', 'a'), asked('c'));
    assert.deepEqual(drawn(thread), ['- a', 'b', '- c']);
  });

  it('is as deep as directions part, not as long as a thread is', () => {
    const names = Array.from({ length: 1_000 }, (_, index) => `t${index}`);
    const chain = threadOf(...names.map((name, index) => asked(name, names[index - 1] ?? null)));
    const [trunk, ...others] = outlineOf(chain);
    assert.deepEqual([trunk?.level, trunk?.rest.length, trunk?.branches, others], [0, 999, [], []]);
  });

  it('takes a thread in which directions part a thousand times', () => {
    const events = Array.from({ length: 1_000 }, (_, index) => {
      const parent = index === 0 ? null : `t${index - 1}`;
      return [asked(`t${index}`, parent), asked(`aside${index}`, parent)];
    });
    const deepest = [...branchesOf(outlineOf(threadOf(...events.flat())))].reduce(
      (most, { level }) => Math.max(most, level),
      0,
    );
    assert.equal(deepest, 999);
  });

  it('has every turn once, and parents before their children', () => {
    fc.assert(
      fc.property(threads, (thread) => {
        const order = Array.from(outlinedTurns(outlineOf(thread)), ({ turn }) => turn.id);
        assert.deepEqual([...order].sort(), [...thread.turns.keys()].sort());
        for (const turn of thread.turns.values()) {
          if (turn.parentId !== null) assert(order.indexOf(turn.parentId) < order.indexOf(turn.id));
        }
      }),
    );
  });

  it('goes a level deeper just where several turns build on one', () => {
    fc.assert(
      fc.property(threads, (thread) => {
        const levels = new Map(
          Array.from(outlinedTurns(outlineOf(thread)), ({ turn, branch }) => [turn, branch.level]),
        );
        for (const turn of thread.turns.values()) {
          const below = childrenOf(thread, turn.id);
          const deeper = (levels.get(turn) ?? 0) + (below.length > 1 ? 1 : 0);
          for (const child of below) assert.equal(levels.get(child), deeper);
        }
      }),
    );
  });

  it('parts into several directions or none', () => {
    fc.assert(
      fc.property(threads, (thread) => {
        const partings = Array.from(branchesOf(outlineOf(thread)), ({ branches }: Branch) => branches.length);
        assert(!partings.includes(1));
      }),
    );
  });

  it('ends in a circle of parents, and leaves out none of its turns', () => {
    fc.assert(
      fc.property(circularThreads, (thread) => {
        const order = Array.from(outlinedTurns(outlineOf(thread)), ({ turn }) => turn.id);
        assert.deepEqual([...order].sort(), [...thread.turns.keys()].sort());
      }),
    );
  });
});
