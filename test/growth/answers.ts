import assert from 'node:assert/strict';
import { localizeWith } from '../../src/base/localize';
import { lengthOf } from '../../src/markdown/text';
import { decodeEvent, parseData } from '../../src/parallel/decodeEvent';
import { ChatViewMaker, type SettledView } from '../../src/chat/views/makeView';
import type { Answer, Citation, FieldBasis } from '../../src/research/answer/answer';
import type { ThreadEvent } from '../../src/research/thread/events';
import { decodeMessage } from '../../webview/state/decode';
import { situation } from '../unit/protocol/threads';
import { happened, threadOf } from '../unit/research/builders';
import { englishStrings } from '../webview/englishStrings';

export const citation = (url: string): Citation => ({ url, title: null, excerpts: [] });

/** A basis of one field that is all of a text. */
export function basisOf(text: string): readonly FieldBasis[] {
  const citations = [{ url: `https://a.example/${text}`, title: text, excerpts: [text] }];
  return [{ field: text, reasoning: text, confidence: text, citations }];
}

/** The data of the event with which the API hands over an answer: https://docs.parallel.ai/task-api/task-sse */
export function eventOf(answer: Answer): string {
  const content = answer.type === 'text' ? answer.text : answer.content;
  const run = { run_id: 'trun_1', interaction_id: 'interaction_1', status: 'completed', is_active: false };
  return JSON.stringify({ type: 'task_run.state', run, output: { type: answer.type, content, basis: answer.basis } });
}

/**
 * The whole way of an answer: from the text of its event to what the chat has to draw, both as the extension and as the page
 * see it. Asserts that it arrives: a turn that could not be made would take no time.
 */
export function shownFromEvent(data: string): readonly number[] {
  const value = parseData(data);
  assert.ok(value.ok);
  const item = decodeEvent(value.value, undefined);
  assert.ok(item.kind === 'standing' && item.standing.kind === 'completed');
  const { answer } = item.standing;
  const answered = { ...happened.answered('a'), answer } as ThreadEvent;
  const thread = threadOf(happened.asked('a'), happened.sending('a'), happened.accepted('a'), answered);
  return shownByPage(new ChatViewMaker(localizeWith({})).make(situation(thread)));
}

function shownByPage(view: SettledView): readonly number[] {
  const snapshot = { type: 'snapshot', revision: 1, view: { ...view, writing: {} }, strings: englishStrings };
  const message = decodeMessage(JSON.parse(JSON.stringify(snapshot)));
  assert.ok(message?.type === 'snapshot');
  const condition = message.view.turns[0]?.condition;
  assert.ok(condition?.state === 'answered');
  return condition.blocks.map(lengthOf);
}
