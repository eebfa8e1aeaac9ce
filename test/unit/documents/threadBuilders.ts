import { localizeWith } from '../../../src/base/localize';
import type { HtmlWriting } from '../../../src/documents/exports/threadHtml';
import type { Answer, Citation } from '../../../src/research/answer/answer';
import type { ThreadEvent } from '../../../src/research/thread/events';
import { reduceThread } from '../../../src/research/thread/reduce';
import { readSources } from '../../../src/research/answer/sources';
import type { Thread } from '../../../src/research/thread/thread';
import { happened, stamped, threadId } from '../research/builders';

export const writing: HtmlWriting = {
  localize: localizeWith({}),
  language: 'en',
  sourcesOf: readSources,
  failureWords: ({ reason, detail }) => ({ title: `Reason ${reason}`, detail }),
};

/** The first question is asked at noon of this day, so that it is the same day in every time zone that people live in. */
const noon = Date.UTC(2026, 10, 21, 12);

/** The thread that events make, one every ten seconds. */
export function threadOfEvents(...events: readonly ThreadEvent[]): Thread {
  const all = stamped(...events).map(({ event, stamp }, index) => ({
    event,
    stamp: { ...stamp, at: noon + index * 10_000 },
  }));
  const thread = reduceThread(threadId, all);
  if (!thread) throw new Error('A thread needs an event.');
  return thread;
}

export function citation(number: number, known: Partial<Citation> = {}): Citation {
  return { url: `https://example.com/${number}`, title: `Page ${number}`, excerpts: [`Excerpt ${number}.`], ...known };
}

/** An answer in prose that cites the given sources. */
export function answerOf(text: string, citations: readonly Citation[] = [], confidence: string | null = null): Answer {
  return { type: 'text', text, basis: [{ field: 'output', reasoning: '', citations, confidence }] };
}

/** A question that was asked and answered. */
export function turnEvents(
  turn: string,
  parent: string | null,
  question: string,
  answer: Answer,
): readonly ThreadEvent[] {
  const asked = happened.asked(turn, parent);
  const answered = happened.answered(turn);
  if (asked.kind !== 'asked' || answered.kind !== 'answered') throw new Error('The builders have changed.');
  return [{ ...asked, question }, happened.sending(turn), happened.accepted(turn), { ...answered, answer }];
}
