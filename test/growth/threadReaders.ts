import { describeError } from '../../src/base/describeError';
import { localizeWith } from '../../src/base/localize';
import { urlOf, withoutEscapes } from '../../src/base/url';
import { spendingAsMarkdown } from '../../src/spending/spendingReport';
import { decodeEvent, parseData } from '../../src/parallel/decodeEvent';
import { decodeMessageToHost } from '../../src/protocol/messages';
import { ChatViewMaker } from '../../src/chat/views/makeView';
import { changesBetween } from '../../src/protocol/patch';
import { branchesOf, outlineOf } from '../../src/research/thread/outline';
import { decodePunycode } from '../../src/research/answer/punycode';
import { readScope } from '../../src/research/scope/scopeEntry';
import { readSite, splitSites } from '../../src/research/scope/siteEntry';
import { chargesOf } from '../../src/spending/charges';
import { notAskedYet, suggestionsFor } from '../../src/research/answer/suggestions';
import { titleOf, type Thread } from '../../src/research/thread/thread';
import type { ThreadEvent } from '../../src/research/thread/events';
import { sourced } from '../unit/documents/documentBuilders';
import { situation } from '../unit/protocol/threads';
import { happened, step, threadOf } from '../unit/research/builders';
import type { Readers } from './readers';

const localize = localizeWith({});

/** Every exported function of the domain, the protocol and the base that takes a text from outside. */
export const threadReaders: Readers = {
  suggestionsFor: (text) => () => suggestionsFor(sourced(text), localize),
  notAskedYet: (text) => () => notAskedYet([text], [text]),
  readSite: (text) => () => [readSite(text), readSite(`a.example/${text}x`), readSite(`https://a.example/${text}`)],
  splitSites: (text) => () => splitSites(text),
  readScope: (text) => () =>
    readScope({ include: [text], exclude: splitSites(text), after: text, location: text }, '2026-11-21'),
  decodePunycode: (text) => () => decodePunycode(text),
  'urlOf and withoutEscapes': (text) => () => [urlOf(`https://a.example/${text}`), withoutEscapes(text)],
  describeError: (text) => () => describeError({ name: text, code: text, stack: text, cause: { message: text } }),
  localizeWith: (text) => () => localize(text, text),
  decodeMessageToHost: (text) => () =>
    decodeMessageToHost({ type: 'request', id: 1, request: { kind: 'chooseEngine', engine: text } }),
  'a question from its event to the chat': (text) => () => {
    const asked = happened.asked('a');
    return viewed(threadOf({ ...asked, question: text } as ThreadEvent, happened.failed('a')));
  },
  'steps of a run from the text of an event to the chat': (text) => {
    const data = JSON.stringify({ type: 'task_run.progress_msg.search', message: text, timestamp: null });
    return () => {
      const value = parseData(data);
      const item = value.ok ? decodeEvent(value.value, undefined) : null;
      const trace = item?.kind === 'step' ? [item.step] : [];
      return viewed(threadOf(...startedTurn, happened.progressed('a', trace)));
    };
  },
  'a quick answer in pieces, from its events to the chat': (text) => {
    const length = Math.max(1, Math.ceil(text.length / 200));
    const pieces = Array.from({ length: 200 }, (_, index) => text.slice(index * length, (index + 1) * length));
    const events = pieces.map((piece, index) => happened.wrote('a', index * length, piece));
    return () => viewed(threadOf(happened.askedQuick('a'), happened.sending('a'), ...events));
  },
  'the charges and the title of a thread': (text) => () => {
    const thread = threadOf({ ...happened.asked('a'), question: text } as ThreadEvent);
    const threads = [{ threadId: thread.id, title: titleOf(thread), charges: chargesOf(thread) }];
    const workspaces = [{ name: text, threads }];
    return spendingAsMarkdown({ workspaces, unreadable: [text], daily: null, perThread: null, now: 0 }, localize);
  },
};

const startedTurn = [happened.asked('a'), happened.sending('a'), happened.accepted('a')];

/** What the chat shows of a thread, and what of that goes to the webview. */
function viewed(thread: Thread): unknown {
  const settled = new ChatViewMaker(localize).make(situation(thread));
  const view = { ...settled, writing: {} };
  return changesBetween({ ...view, turns: [] }, view);
}

/** Threads of about so many turns, each of a shape that makes some walk through it long. */
export const threadShapes: Readonly<Record<string, (turns: number) => readonly ThreadEvent[]>> = {
  'questions in a straight line': (turns) => inLine(turns, (name, parent) => [happened.asked(name, parent)]),
  'answers in a straight line': (turns) =>
    inLine(turns, (name, parent) => [happened.asked(name, parent), happened.sending(name), happened.answered(name)]),
  'failures in a straight line': (turns) =>
    inLine(turns, (name, parent) => [happened.asked(name, parent), happened.sending(name), happened.failed(name)]),
  'questions side by side': (turns) => [
    happened.asked('t0'),
    ...Array.from({ length: turns }, (_, index) => happened.asked(`t${index + 1}`, 't0')),
  ],
  'questions side by side, below many that were given up': (turns) => [
    ...inLine(turns >> 1, (name, parent) => [happened.asked(name, parent)]),
    ...Array.from({ length: turns >> 1 }, (_, index) => happened.asked(`s${index}`, `t${(turns >> 1) - 1}`)),
    ...Array.from({ length: turns >> 1 }, (_, index) => happened.dropped(`t${index}`)),
  ],
  'steps of one run': (turns) => [
    ...startedTurn,
    ...Array.from({ length: turns }, (_, index) => happened.progressed('a', [step(`Step ${index}`)])),
  ],
};

function inLine(
  turns: number,
  eventsOf: (name: string, parent: string | null) => readonly ThreadEvent[],
): ThreadEvent[] {
  return Array.from({ length: turns }, (_, index) =>
    eventsOf(`t${index}`, index === 0 ? null : `t${index - 1}`),
  ).flat();
}

/** From the events of a thread to what the chat and the list of threads show of it. */
export function shown(events: readonly ThreadEvent[]): unknown {
  const thread = threadOf(...events);
  return [viewed(thread), [...branchesOf(outlineOf(thread))].length];
}
