import assert from 'node:assert/strict';
import { localizeWith } from '../../../src/base/localize';
import { writeMarkdown } from '../../../src/markdown/writeMarkdown';
import { ChatViewMaker } from '../../../src/chat/views/makeView';
import type { Answer } from '../../../src/research/answer/answer';
import { answered, norway, situation, threadOf, turn } from './threads';

const localize = localizeWith({});

describe('A turn that cannot be made ready for the chat', () => {
  /** An answer that holds what no program expects. */
  const broken: Answer = {
    type: 'text',
    text: 'Norway won.',
    get basis(): never {
      throw new RangeError('Maximum call stack size exceeded');
    },
  };
  const thread = threadOf(...answered('a'), ...answered('b', 'a', broken), ...answered('c', 'b'));

  it('is shown as the text that was recorded, among the others, and reported once', () => {
    const reported: string[] = [];
    const maker = new ChatViewMaker(localize, undefined, (part) => reported.push(part));
    const chat = maker.make(situation(thread));
    assert.deepEqual(
      chat.turns.map(({ question, condition: { state } }) => [question, state]),
      [
        ['Question a?', 'answered'],
        ['Question b?', 'unreadable'],
        ['Question c?', 'answered'],
      ],
    );
    assert.deepEqual(chat.turns[1]?.condition, { state: 'unreadable', text: 'Norway won.' });
    assert.equal(maker.make(situation(thread)).turns[1], chat.turns[1], 'nothing has changed');
    assert.deepEqual(reported, [`turn ${turn('b')}`]);
  });

  it('does not hide from tests that it is a bug', () => {
    assert.throws(() => new ChatViewMaker(localize).make(situation(thread)), RangeError);
  });

  it('is shown without suggestions when it is those that cannot be made', () => {
    const reported: string[] = [];
    const failing = (text: string, ...values: readonly (string | number)[]): string => {
      if (text.startsWith('What would confirm')) throw new Error('a bug');
      return localize(text, ...values);
    };
    const unsure: Answer = { ...norway, basis: norway.basis.map((field) => ({ ...field, confidence: 'low' })) };
    const maker = new ChatViewMaker(failing, undefined, (part) => reported.push(part));
    const chat = maker.make(situation(threadOf(...answered('a', null, unsure))));
    const condition = chat.turns.at(-1)?.condition;
    assert.ok(condition?.state === 'answered');
    assert.deepEqual(condition.suggestions, []);
    assert.equal(writeMarkdown(condition.blocks), 'Norway won 18 [1].');
    assert.deepEqual(reported, [`suggestions ${turn('a')}`]);
  });
});
