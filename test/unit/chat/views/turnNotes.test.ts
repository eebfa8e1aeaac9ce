import assert from 'node:assert/strict';
import { localizeWith } from '../../../../src/base/localize';
import type { ThreadEvent } from '../../../../src/research/thread/events';
import { failure } from '../../../../src/research/thread/failure';
import type { CarriedTurn } from '../../../../src/research/thread/turn';
import { ChatViewMaker } from '../../../../src/chat/views/makeView';
import { answered, asked, news, norway, sentWith, situation, threadOf, turn, writing } from '../../protocol/threads';

const failed = (name: string): ThreadEvent => news(name, { kind: 'failed', failure: failure('runFailed') });
const carries: ThreadEvent = { kind: 'carriesContext', carries: true };

/** The notes of the last turn that is shown. */
function notesAfter(...events: readonly ThreadEvent[]): readonly string[] {
  const { turns } = new ChatViewMaker(localizeWith({})).make(situation(threadOf(...events)));
  return turns.at(-1)?.notes ?? [];
}

/** What the composer says of the context of the next question. */
function nextNote(...events: readonly ThreadEvent[]): string | null {
  return new ChatViewMaker(localizeWith({})).make(situation(threadOf(...events))).composer.contextNote;
}

describe('The notes of a turn', () => {
  it('are none for one that builds on the turn above it, and for one that was not sent', () => {
    assert.deepEqual(notesAfter(...answered('a'), asked('b', 'a'), sentWith('b', 'a')), []);
    assert.deepEqual(notesAfter(...answered('a'), asked('b', 'a')), []);
    assert.deepEqual(notesAfter(asked('a'), sentWith('a', null)), []);
  });

  it('name the question whose context it was sent with, when that was not the one above it', () => {
    const above = [...answered('a'), asked('b', 'a'), failed('b')];
    assert.deepEqual(notesAfter(...above, asked('c', 'b'), sentWith('c', 'a')), [
      'The question above had no answer to build on: this one builds on “Question a?”.',
    ]);
    const quickAbove = [...answered('a'), ...writing('b', 'a', 'So'), news('b', { kind: 'lost', detail: null })];
    assert.match(notesAfter(...quickAbove, asked('c', 'b'), sentWith('c', 'a'))[0] ?? '', /builds on “Question a\?”/);
  });

  it('still say so when the question above was answered later', () => {
    const above = [...answered('a'), asked('b', 'a'), failed('b'), asked('c', 'b'), sentWith('c', 'a')];
    const late = answered('b', 'a').slice(1);
    assert.match(notesAfter(...above, ...late)[0] ?? '', /builds on “Question a\?”/);
  });

  it('say when a question was sent without context', () => {
    assert.deepEqual(notesAfter(asked('a'), failed('a'), asked('b', 'a'), sentWith('b', null)), [
      'Sent without the context of earlier questions.',
    ]);
  });

  it('say how much went along inside, whether the earliest answer was shortened, and how many stayed out', () => {
    const went = (...wholes: readonly boolean[]): readonly CarriedTurn[] =>
      wholes.map((whole, index) => ({ turnId: turn(String(index)), whole }));
    const above = [...answered('a'), ...answered('b', 'a'), ...answered('c', 'b'), carries, asked('d', 'c')];
    assert.deepEqual(notesAfter(...above, sentWith('d', null, went(true, true, true))), [
      '3 earlier questions and their answers went along inside this one.',
    ]);
    assert.deepEqual(notesAfter(...above, sentWith('d', null, went(false))), [
      '1 earlier question and its answer went along inside this one. The earliest of these answers was shortened to fit. 2 did not fit and stayed out.',
    ]);
  });

  it('count as left out only what was there when the question was sent', () => {
    const above = [...answered('a'), asked('b', 'a'), failed('b'), carries, asked('c', 'b')];
    const one = [{ turnId: turn('a'), whole: true }];
    const late = answered('b', 'a').slice(1);
    assert.deepEqual(notesAfter(...above, sentWith('c', null, one), ...late), [
      '1 earlier question and its answer went along inside this one.',
    ]);
  });
});

describe('What the composer says of the context of the next question', () => {
  const lost = [...writing('b', 'a', 'So'), news('b', { kind: 'lost', detail: null })];

  it('is nothing for a first question, below an answer, and below what is still awaited', () => {
    assert.equal(new ChatViewMaker(localizeWith({})).make(situation(null)).composer.contextNote, null);
    assert.equal(nextNote(...answered('a')), null);
    assert.equal(nextNote(...answered('a'), ...writing('b', 'a', 'So')), null);
  });

  it('names the question that it builds on, when that is not the one above', () => {
    const note = 'The question above has no answer to build on: this one builds on “Question a?”.';
    assert.equal(nextNote(...answered('a'), ...lost), note);
    const without = news('b', { kind: 'completed', interactionId: null, answer: norway });
    assert.equal(nextNote(...answered('a'), ...writing('b', 'a', 'So'), without), note);
  });

  it('says that there is none', () => {
    assert.match(nextNote(asked('a'), failed('a')) ?? '', /starts without context/);
  });

  it('says that earlier questions go along inside, where the account keeps none', () => {
    assert.match(nextNote(...answered('a'), carries) ?? '', /go along inside the question/);
    assert.match(nextNote(asked('a'), failed('a'), carries) ?? '', /starts without context/);
  });
});
