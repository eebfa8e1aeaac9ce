import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { TurnId } from '../../../../src/research/thread/ids';
import type { Thread } from '../../../../src/research/thread/thread';
import {
  childrenOf,
  contextToInherit,
  descendantsOf,
  findTurnByRun,
  newestLeaf,
  newestLeaves,
  parentIn,
  pathTo,
  siblingsOf,
} from '../../../../src/research/thread/tree';
import type { Turn } from '../../../../src/research/thread/turn';
import { happened, runFor, threadOf, turnId, turnOf } from '../builders';

const { asked, askedQuick, sending, accepted, answered, failed, unconfirmed, detached } = happened;
const { wrote, completed, lost, dropped } = happened;

const names = (turns: readonly Turn[]): readonly string[] => turns.map(({ id }) => id);

//   a ── b ── d
//   │    └─── e
//   └─── c
//   f
const family = threadOf(asked('a'), asked('b', 'a'), asked('c', 'a'), asked('d', 'b'), asked('e', 'b'), asked('f'));

/** Two turns that are each other's parent: `reduce` makes no such thread. */
const circle: Thread = {
  ...family,
  turns: new Map([
    [turnId('x'), { ...turnOf(family, 'a'), id: turnId('x'), parentId: turnId('y') }],
    [turnId('y'), { ...turnOf(family, 'a'), id: turnId('y'), parentId: turnId('x') }],
  ]),
};

describe('the tree of turns', () => {
  it('leads from the first question to a turn', () => {
    assert.deepEqual(names(pathTo(family, turnId('e'))), ['a', 'b', 'e']);
    assert.deepEqual(names(pathTo(family, turnId('f'))), ['f']);
  });

  it('leads nowhere without a turn, or to one that is not there', () => {
    assert.deepEqual(pathTo(family, null), []);
    assert.deepEqual(pathTo(family, turnId('lost')), []);
  });

  it('ends in a circle of parents', () => {
    assert.deepEqual(names(pathTo(circle, turnId('x'))), ['y', 'x']);
    assert.equal(newestLeaf(circle, null), null);
    assert.equal(newestLeaf(circle, turnId('x')), turnId('x'));
    assert.deepEqual(contextToInherit(circle, turnId('x')), { kind: 'pending', turnId: turnId('x') });
  });

  it('has children and siblings in the order in which they were asked', () => {
    assert.deepEqual(names(childrenOf(family, null)), ['a', 'f']);
    assert.deepEqual(names(childrenOf(family, turnId('a'))), ['b', 'c']);
    assert.deepEqual(names(siblingsOf(family, turnOf(family, 'c'))), ['b', 'c']);
    assert.deepEqual(names(siblingsOf(family, turnOf(family, 'f'))), ['a', 'f']);
  });

  it('shows a turn whose parent was lost at the top', () => {
    const thread = threadOf(asked('a'), asked('b', 'lost'));
    assert.deepEqual(names(childrenOf(thread, null)), ['a', 'b']);
    assert.deepEqual(names(pathTo(thread, turnId('b'))), ['b']);
    assert.equal(newestLeaf(thread, null), 'b');
  });

  it('finds the leaf that was asked last', () => {
    assert.equal(newestLeaf(family, null), 'f');
    assert.equal(newestLeaf(family, turnId('a')), 'e');
    assert.equal(newestLeaf(family, turnId('c')), 'c');
  });

  it('finds the leaf that was asked last below any turn of any tree', () => {
    const anyParents = fc.array(fc.nat(), { minLength: 1, maxLength: 30 });
    fc.assert(
      fc.property(anyParents, (parents) => {
        const name = (index: number): string => String(index).padStart(2, '0');
        // Each turn builds on one before it, or on none.
        const parentOf = (index: number, any: number): number => (any % (index + 1)) - 1;
        const events = parents.map((any, index) => {
          const parent = parentOf(index, any);
          return asked(name(index), parent < 0 ? null : name(parent));
        });
        const thread = threadOf(...events);
        const leaves = newestLeaves(thread);
        for (const { id } of thread.turns.values()) {
          const below = [id, ...names(descendantsOf(thread, id))];
          const childless = below.filter((one) => childrenOf(thread, one as TurnId).length === 0);
          assert.equal(leaves.get(id), childless.sort().at(-1));
        }
        assert.equal(leaves.get(null), name(parents.length - 1));
      }),
    );
  });

  it('finds a leaf also when a parent turned up after its child', () => {
    const thread = threadOf(asked('child', 'parent'), accepted('parent'));
    assert.equal(newestLeaf(thread, null), 'child');
  });

  it('finds the newest of a thousand siblings and of a thousand generations', () => {
    const many = Array.from({ length: 1_000 }, (_, index) => `t${index}`);
    const siblings = threadOf(...many.map((name) => asked(name)));
    const generations = threadOf(...many.map((name, index) => asked(name, index === 0 ? null : `t${index - 1}`)));
    assert.equal(newestLeaf(siblings, null), 't999');
    assert.equal(newestLeaf(generations, null), 't999');
    assert.equal(pathTo(generations, turnId('t999')).length, 1_000);
  });

  it('finds the turn of a run', () => {
    const thread = threadOf(asked('a'), accepted('a'), asked('b'), accepted('b'));
    assert.equal(findTurnByRun(thread, runFor('b/1').runId)?.id, 'b');
    assert.equal(findTurnByRun(thread, runFor('b/1').interactionId)?.id, 'b');
    assert.equal(findTurnByRun(thread, 'unknown'), undefined);
  });

  it('finds the quick answer of which an interaction came, which has no run', () => {
    const thread = threadOf(askedQuick('a'), completed('a', 'So.', null), askedQuick('b', 'a'), completed('b'));
    assert.equal(findTurnByRun(thread, 'quick-b')?.id, 'b');
    assert.equal(findTurnByRun(thread, 'quick-a'), undefined);
  });

  it('finds the turn of a run that an earlier sending started', () => {
    const thread = threadOf(asked('a'), accepted('a'), failed('a'), happened.askedAgain('a', 'a/2'));
    assert.equal(findTurnByRun(thread, runFor('a/1').runId)?.id, 'a');
  });
});

describe('what stands below a turn', () => {
  it('comes parents before their children', () => {
    assert.deepEqual(names(descendantsOf(family, turnId('a'))), ['b', 'c', 'd', 'e']);
    assert.deepEqual(descendantsOf(family, turnId('f')), []);
  });

  it('ends in a circle of parents', () => {
    assert.deepEqual(names(descendantsOf(circle, turnId('x'))), ['y']);
  });
});

describe('a tree of which questions were given up', () => {
  //   a (answered) ── b (given up) ── c (given up) ── d
  //                                             └─── e
  const thread = threadOf(
    asked('a'),
    answered('a'),
    asked('b', 'a'),
    asked('c', 'b'),
    asked('d', 'c'),
    asked('e', 'c'),
    dropped('b'),
    dropped('c'),
  );

  it('has what stood below them below the turn above them', () => {
    assert.deepEqual(names(pathTo(thread, turnId('d'))), ['a', 'd']);
    assert.deepEqual(names(childrenOf(thread, turnId('a'))), ['d', 'e']);
    assert.deepEqual(names(siblingsOf(thread, turnOf(thread, 'e'))), ['d', 'e']);
    assert.deepEqual(names(descendantsOf(thread, turnId('a'))), ['d', 'e']);
    assert.equal(newestLeaf(thread, null), 'e');
    assert.equal(parentIn(thread, turnOf(thread, 'd')), 'a');
    // Nothing is rewritten: the turn still says what it was asked below.
    assert.equal(turnOf(thread, 'd').parentId, 'c');
  });

  it('leads for one that was given up to where it stood', () => {
    assert.deepEqual(names(pathTo(thread, turnId('c'))), ['a']);
    assert.equal(newestLeaf(thread, turnId('c')), 'e');
    assert.equal(newestLeaf(threadOf(asked('a'), asked('b', 'a'), dropped('b')), turnId('b')), 'a');
    assert.equal(newestLeaf(threadOf(asked('a'), dropped('a')), turnId('a')), null);
  });

  it('gives the context of the turn above them to what was asked below them', () => {
    const context = { kind: 'ready', interactionId: runFor('a/1').interactionId, turnId: 'a' };
    assert.deepEqual(contextToInherit(thread, turnOf(thread, 'd').parentId), context);
  });

  it('has at the top what stood below a first question', () => {
    const first = threadOf(asked('a'), asked('b', 'a'), dropped('a'));
    assert.deepEqual(names(childrenOf(first, null)), ['b']);
    assert.deepEqual(contextToInherit(first, turnId('a')), { kind: 'none' });
  });

  it('ends in a circle of questions that were given up', () => {
    const given = (name: string, parent: string): [TurnId, Turn] => [
      turnId(name),
      { ...turnOf(family, 'a'), id: turnId(name), parentId: turnId(parent) },
    ];
    const turns = new Map([given('z', 'x')]);
    const endless: Thread = { ...family, turns, dropped: new Map([given('x', 'y'), given('y', 'x')]) };
    assert.deepEqual(names(pathTo(endless, turnId('z'))), ['z']);
    assert.deepEqual(names(childrenOf(endless, null)), ['z']);
    assert.equal(newestLeaf(endless, turnId('x')), 'z');
  });
});

describe('the context that a question inherits', () => {
  it('is none for a first question', () => {
    assert.deepEqual(contextToInherit(family, null), { kind: 'none' });
  });

  it('is the interaction of the answered parent', () => {
    const thread = threadOf(asked('a'), answered('a'), asked('b', 'a'), answered('b'));
    const { interactionId } = runFor('b/1');
    assert.deepEqual(contextToInherit(thread, turnId('b')), { kind: 'ready', interactionId, turnId: 'b' });
  });

  it('passes over failed turns', () => {
    const thread = threadOf(asked('a'), answered('a'), asked('b', 'a'), failed('b'));
    const { interactionId } = runFor('a/1');
    assert.deepEqual(contextToInherit(thread, turnId('b')), { kind: 'ready', interactionId, turnId: 'a' });
    assert.deepEqual(contextToInherit(threadOf(asked('a'), failed('a')), turnId('a')), { kind: 'none' });
  });

  it('passes over quick answers that broke off or came without an interaction', () => {
    const { interactionId } = runFor('a/1');
    const ready = { kind: 'ready', interactionId, turnId: 'a' };
    const broken = threadOf(asked('a'), answered('a'), askedQuick('b', 'a'), wrote('b', 0, 'So'), lost('b'));
    assert.deepEqual(contextToInherit(broken, turnId('b')), ready);
    const without = threadOf(asked('a'), answered('a'), askedQuick('b', 'a'), completed('b', 'So.', null));
    assert.deepEqual(contextToInherit(without, turnId('b')), ready);
    const alone = threadOf(askedQuick('a'), completed('a', 'So.', null));
    assert.deepEqual(contextToInherit(alone, turnId('a')), { kind: 'none' });
  });

  it('is the interaction of a quick answer', () => {
    const thread = threadOf(askedQuick('a'), sending('a'), completed('a'));
    assert.deepEqual(contextToInherit(thread, turnId('a')), {
      kind: 'ready',
      interactionId: 'quick-a',
      turnId: 'a',
    });
  });

  for (const [state, events] of [
    ['asked', []],
    ['sending', [sending('b')]],
    ['unconfirmed', [sending('b'), unconfirmed('b')]],
    ['accepted', [accepted('b')]],
    ['detached', [accepted('b'), detached('b')]],
    ['writing', [sending('b'), wrote('b', 0, 'So')]],
  ] as const) {
    it(`waits for a parent that is ${state}`, () => {
      const thread = threadOf(asked('a'), answered('a'), asked('b', 'a'), ...events);
      assert.deepEqual(contextToInherit(thread, turnId('b')), { kind: 'pending', turnId: turnId('b') });
    });
  }
});
