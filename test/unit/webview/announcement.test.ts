import assert from 'node:assert/strict';
import type { ConditionView } from '../../../src/protocol/viewState';
import { announcementOf } from '../../../webview/state/announcement';
import type { ChatState } from '../../../webview/state/chatState';
import { chatView, olympicsAnswer, problemView, runningView, turnView } from '../../webview/builders';
import { englishStrings } from '../../webview/englishStrings';

function stateWith(condition: ConditionView, id = 'turn'): ChatState {
  const turn = turnView({ id, question: 'Who  won\nmost?', condition });
  return { revision: 1, strings: englishStrings, view: chatView([turn]) };
}

const running = stateWith(runningView({ since: 0 }));

describe('what a screen reader says', () => {
  it('is nothing for what is there from the start', () => {
    assert.equal(announcementOf({ before: null, after: stateWith(olympicsAnswer()) }, englishStrings), null);
  });

  it('is nothing for progress, and nothing twice', () => {
    const further = stateWith(runningView({ since: 0, meter: 80 }));
    assert.equal(announcementOf({ before: running, after: further }, englishStrings), null);
    const answered = stateWith(olympicsAnswer());
    assert.equal(announcementOf({ before: answered, after: stateWith(olympicsAnswer()) }, englishStrings), null);
  });

  it('is that an answer has arrived', () => {
    const sentence = announcementOf({ before: running, after: stateWith(olympicsAnswer()) }, englishStrings);
    assert.equal(sentence, 'Answer received: Who won most?');
  });

  for (const state of ['failed', 'unconfirmed', 'detached'] as const) {
    it(`is what went wrong: ${state}`, () => {
      const after = stateWith({ state, problem: problemView({ title: 'Something' }) });
      assert.equal(announcementOf({ before: running, after }, englishStrings), 'Something: Who won most?');
    });
  }

  it('is that a quick answer broke off, and nothing while it is written', () => {
    const writing = stateWith({ state: 'writing', since: 0 });
    const lost = stateWith({ state: 'lost', text: 'Nor', problem: problemView({ title: 'It broke off' }) });
    assert.equal(announcementOf({ before: stateWith({ state: 'sending' }), after: writing }, englishStrings), null);
    const grown = { ...writing, view: { ...writing.view, writing: { turn: 'Nor' } } };
    assert.equal(announcementOf({ before: writing, after: grown }, englishStrings), null);
    assert.equal(announcementOf({ before: writing, after: lost }, englishStrings), 'It broke off: Who won most?');
    const answered = stateWith(olympicsAnswer());
    assert.equal(
      announcementOf({ before: writing, after: answered }, englishStrings),
      'Answer received: Who won most?',
    );
  });

  it('is nothing when another thread or another branch comes into sight', () => {
    const answered = stateWith(olympicsAnswer(), 'another');
    assert.equal(announcementOf({ before: running, after: answered }, englishStrings), null);
    const elsewhere = { ...answered, view: { ...answered.view, thread: { id: 'other', title: 'Other' } } };
    assert.equal(announcementOf({ before: running, after: elsewhere }, englishStrings), null);
  });
});
