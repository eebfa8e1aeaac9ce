import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { ThreadEvent } from '../../../../src/research/thread/events';
import type { TurnId } from '../../../../src/research/thread/ids';
import { outlineOf } from '../../../../src/research/thread/outline';
import type { Thread } from '../../../../src/research/thread/thread';
import { leafToShow, newestLeaf, pathTo } from '../../../../src/research/thread/tree';
import { mapView, unlessSame } from '../../../../src/chat/views/mapView';
import { changesBetween } from '../../../../src/protocol/patch';
import type { ChatView, MapRowView, MapView } from '../../../../src/protocol/viewState';
import { answered, asked, news, sent, threadOf, turn } from '../../protocol/threads';

function mapOf(thread: Thread, leafId: TurnId | null = newestLeaf(thread, null)): MapView | null {
  return mapView(outlineOf(thread), pathTo(thread, leafId));
}

function rowsOf(thread: Thread, leafId?: TurnId): readonly MapRowView[] {
  return mapOf(thread, leafId)?.rows ?? [];
}

/** Questions of which each follows the one before. */
function line(names: readonly string[], parent: string | null): readonly ThreadEvent[] {
  return names.map((name, index) => asked(name, names[index - 1] ?? parent));
}

const numbered = (prefix: string, count: number): readonly string[] =>
  Array.from({ length: count }, (_, index) => `${prefix}${index}`);

const forked = threadOf(...answered('a'), ...answered('b', 'a'), ...answered('c', 'a'), asked('d', 'b'));

describe('The map of a thread', () => {
  it('is there as soon as directions part, and not before', () => {
    assert.equal(mapOf(threadOf(...line(numbered('t', 9), null))), null);
    assert.deepEqual(mapOf(threadOf(asked('a'), asked('b')))?.branches, 2);
    assert.equal(mapOf(forked)?.turns, 4);
  });

  it('tells of each question where it stands, how far it has come and whether it is shown', () => {
    assert.deepEqual(
      rowsOf(forked, turn('d')).map(({ question, level, startsBranch, stage, place }) => [
        question,
        level,
        startsBranch,
        stage,
        place,
      ]),
      [
        ['Question a?', 0, false, 'answered', 'shown'],
        ['Question b?', 1, true, 'answered', 'shown'],
        ['Question d?', 1, false, 'waiting', 'last'],
        ['Question c?', 1, true, 'answered', 'elsewhere'],
      ],
    );
  });

  it('shortens what lies in a straight line to one row that leads to its first question', () => {
    const thread = threadOf(...line(numbered('t', 16), null), asked('x', 't15'), asked('y', 't15'));
    assert.deepEqual(
      rowsOf(thread).map(({ turnId, count }) => [turnId, count]),
      [
        [turn('t0'), 1],
        [turn('t1'), 13],
        [turn('t14'), 1],
        [turn('t15'), 1],
        [turn('x'), 1],
        [turn('y'), 1],
      ],
    );
  });

  it('does not shorten what saves nothing', () => {
    const thread = threadOf(...line(numbered('t', 5), null), asked('x', 't4'), asked('y', 't4'));
    assert(rowsOf(thread).every(({ count }) => count === 1));
  });

  it('keeps a row for the last turn that is shown, wherever it stands', () => {
    const thread = threadOf(...line(numbered('t', 20), null), asked('x', 't19'), asked('y', 't19'));
    const rows = rowsOf(thread, turn('t9'));
    assert.deepEqual(
      rows.map(({ turnId, count, place }) => [turnId, count, place]),
      [
        [turn('t0'), 1, 'shown'],
        [turn('t1'), 8, 'shown'],
        [turn('t9'), 1, 'last'],
        [turn('t10'), 8, 'elsewhere'],
        [turn('t18'), 1, 'elsewhere'],
        [turn('t19'), 1, 'elsewhere'],
        [turn('x'), 1, 'elsewhere'],
        [turn('y'), 1, 'elsewhere'],
      ],
    );
  });

  it('says of many questions in one row what a person should know first', () => {
    const failure = { reason: 'runFailed', detail: null, reference: null, retryAfterSeconds: null } as const;
    const thread = threadOf(
      ...line(numbered('t', 9), null),
      ...sent('t4'),
      news('t4', { kind: 'failed', failure }),
      asked('x', 't8'),
      asked('y', 't8'),
    );
    assert.equal(rowsOf(thread).find(({ count }) => count > 1)?.stage, 'failed');
  });

  it('shows hostile questions as one short line of what can be seen', () => {
    const hostile = { ...asked('a'), question: `<b>\u202e\u200b\n\n${'long '.repeat(40)}` };
    const [row] = rowsOf(threadOf(hostile, asked('b')));
    assert.match(row?.question ?? '', /^<b> long long/);
    assert((row?.question?.length ?? 0) <= 80);
  });

  it('stands for every question once, however directions part', () => {
    const histories = fc
      .array(fc.nat(), { minLength: 1, maxLength: 60 })
      .map((numbers) =>
        numbers.map((number, index) =>
          asked(`t${index}`, index === 0 ? null : `t${Math.max(0, index - 1 - (number % 3))}`),
        ),
      );
    fc.assert(
      fc.property(histories, fc.nat(), (events, number) => {
        const thread = threadOf(...events);
        const leafId = [...thread.turns.keys()][number % thread.turns.size] ?? null;
        const map = mapOf(thread, leafId);
        if (map === null) return;
        assert.equal(
          map.rows.reduce((sum, { count }) => sum + count, 0),
          thread.turns.size,
        );
        assert.equal(map.turns, thread.turns.size);
        assert.equal(map.rows.filter(({ place }) => place === 'last').length, 1);
        assert.equal(map.rows.find(({ place }) => place === 'last')?.turnId, leafId);
      }),
    );
  });

  it('is the same object for as long as it says the same', () => {
    const before = mapOf(forked);
    assert.equal(unlessSame(before, mapOf(forked)), before);
    assert.equal(unlessSame(null, null), null);
    const after = mapOf(forked, turn('c'));
    assert.equal(unlessSame(before, after), after);
    assert.equal(unlessSame(before, null), null);
    assert.equal(unlessSame(null, after), after);
  });

  it('goes to the webview when it is another object, and only then', () => {
    const map = mapOf(forked);
    const view = { thread: null, turns: [], writing: {}, map } as unknown as ChatView;
    assert.deepEqual(changesBetween(view, { ...view }), []);
    assert.deepEqual(changesBetween(view, { ...view, map: null }), [{ part: 'map', map: null }]);
  });
});

describe('The leaf to show for a turn', () => {
  it('stays in the branch that is shown when the turn stands in it', () => {
    assert.equal(leafToShow(forked, turn('a'), turn('c')), turn('c'));
    assert.equal(leafToShow(forked, turn('a'), turn('d')), turn('d'));
  });

  it('goes on with what was asked below the leaf meanwhile', () => {
    assert.equal(leafToShow(forked, turn('a'), turn('b')), turn('d'));
  });

  it('is the newest below a turn of another branch, and of the thread for none', () => {
    assert.equal(leafToShow(forked, turn('b'), turn('c')), turn('d'));
    assert.equal(leafToShow(forked, turn('c'), null), turn('c'));
    assert.equal(leafToShow(forked, null, turn('c')), turn('d'));
  });
});
