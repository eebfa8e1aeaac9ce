import type { ThreadEvent } from '../../../src/research/thread/events';
import type { Failure, FailureReason } from '../../../src/research/thread/failure';
import type { SourceScope } from '../../../src/research/scope/sourceScope';
import type { TurnRequest } from '../../../src/research/thread/turn';
import { attemptId, happened, runFor, step, turnId } from '../research/builders';

/** Texts that are easy to get wrong. */
const unusual = [
  'Quotes " and \\ backslashes, a tab\t, a line\nbreak, carriage\r\nreturns',
  'Separators \u2028 and \u2029, a NUL \0, a BOM \ufeff, a lone surrogate \ud83d, DEL \x7f',
  'Ελληνικά, עברית, العربية, 日本語, 한국어, emoji 🏅👩🏽‍🔬, e\u0301 and \u00e9',
  'Directions \u202e turned \u2066 isolated \u2069, zero\u200bwidth',
  '{"v":1,"writer":"w","seq":1,"clock":99,"kind":"deleted","data":{},"sum":"00000000"}',
  ',"sum":"e3069283"}\n{"v":1,',
].join('\n\n');

/** Every reason that a failure can have. */
const reasons = {
  keyMissing: 1,
  addressUnusable: 1,
  keyRefused: 1,
  noCredit: 1,
  processorRefused: 1,
  budgetReached: 1,
  rateLimited: 1,
  invalidRequest: 1,
  contextRefused: 1,
  unreachable: 1,
  proxyRefused: 1,
  certificateRefused: 1,
  serverError: 1,
  runFailed: 1,
  runCancelled: 1,
  runNeedsAction: 1,
  runNotFound: 1,
  unreadableResponse: 1,
} satisfies Record<FailureReason, 1>;

function failureFor(reason: string): Failure {
  return { reason: reason as FailureReason, detail: unusual, reference: 'ref_1', retryAfterSeconds: 12.5 };
}

const basis = [
  {
    field: 'output',
    reasoning: unusual,
    citations: [
      { url: 'https://example.com/a?b=c&d=%20#é', title: unusual, excerpts: [unusual, ''] },
      { url: 'https://xn--bcher-kva.example/', title: null, excerpts: [] },
    ],
    confidence: 'high',
  },
  { field: 'medals.gold', reasoning: '', citations: [], confidence: null },
];

const content = JSON.parse('{"medals":{"gold":18,"__proto__":{"v":1}},"v":[null,true,-1.5e-9,"{\\"v\\":1"]}') as Record<
  string,
  never
>;

/** What happens in one turn after it was asked, for each kind of event that is about turns. */
function turnStory(): readonly ThreadEvent[] {
  const about = { turnId: turnId('turn 1'), attemptId: attemptId('turn 1/1') };
  return [
    {
      kind: 'asked',
      ...about,
      parentId: null,
      question: unusual,
      context: [
        { label: 'notes.md', uri: 'file:///c%3A/notes.md', languageId: 'markdown', lines: [3, 9], text: unusual },
        { label: 'Untitled-1', uri: null, languageId: 'plaintext', lines: null, text: '' },
      ],
      request: { kind: 'research', processor: 'a processor of a later version' },
    },
    happened.sending('turn 1'),
    happened.unconfirmed('turn 1'),
    happened.accepted('turn 1'),
    happened.progressed('turn 1', [{ kind: 'plan', message: unusual, timestamp: '2026-02-23T10:00:00Z' }]),
    happened.progressed('turn 1', [step('one'), step('one')], {
      meter: 12.5,
      sourcesConsidered: 9,
      sourcesRead: null,
      readSample: ['https://example.com/é'],
    }),
    happened.detached('turn 1', failureFor('noCredit')),
    happened.reattached('turn 1'),
    happened.detached('turn 1'),
    happened.reattached('turn 1'),
    { kind: 'answered', ...about, run: runFor('turn 1/1'), answer: { type: 'text', text: unusual, basis } },
  ];
}

/** Quick answers, questions that were changed before they were sent, and what went along where no interaction may. */
function laterStory(): readonly ThreadEvent[] {
  const quick = { turnId: turnId('turn 5'), attemptId: attemptId('turn 5/1') };
  const about = { turnId: turnId('turn 8'), attemptId: attemptId('turn 8/1') };
  const scope = { include: ['example.com/é', '.gov'], exclude: [unusual], after: '2026-01-31', location: 'US' };
  const anywhere = { include: [], exclude: [], after: null, location: null };
  const carried = [
    { turnId: turnId('turn 1'), whole: false },
    { turnId: turnId('turn 5'), whole: true },
  ];
  return [
    happened.askedQuick('turn 5', 'turn 2', 'a model of a later version'),
    happened.sending('turn 5'),
    happened.wrote('turn 5', 0, unusual),
    happened.wrote('turn 5', unusual.length, 'A half \ud83c'),
    happened.wrote('turn 5', unusual.length + 8, '\udfc5 of a character'),
    { kind: 'completed', ...quick, interactionId: null, answer: { type: 'text', text: unusual, basis } },
    happened.askedQuick('turn 6', 'turn 5'),
    happened.sending('turn 6'),
    happened.wrote('turn 6', 0, unusual),
    happened.lost('turn 6'),
    { kind: 'askedAgain', turnId: turnId('turn 6'), attemptId: attemptId('turn 6/2'), request: quickRequest },
    happened.sending('turn 6', 'turn 6/2'),
    happened.wrote('turn 6', 0, 'It goes on', 'turn 6/2'),
    { kind: 'lost', turnId: turnId('turn 6'), attemptId: attemptId('turn 6/2'), detail: null },
    happened.asked('turn 7', 'turn 6'),
    happened.dropped('turn 7'),
    happened.asked('turn 8', 'turn 7'),
    {
      kind: 'reworded',
      turnId: about.turnId,
      question: unusual,
      context: [{ label: unusual, uri: null, languageId: '', lines: null, text: unusual }],
      request: { kind: 'research', processor: 'core', scope },
    },
    { kind: 'carriesContext', carries: true },
    { kind: 'sending', ...about, previousInteractionId: null, carried },
    happened.asked('turn 9', 'turn 8'),
    { kind: 'reworded', turnId: turnId('turn 9'), question: '', context: [], request: quickRequest },
    { kind: 'askedAgain', turnId: turnId('turn 9'), attemptId: attemptId('turn 9/2'), request: researchIn(anywhere) },
    happened.askedQuick('turn 10', 'turn 9'),
    happened.sending('turn 10'),
    happened.wrote('turn 10', 0, 'It is being written'),
    happened.askedQuick('turn 11', 'turn 5'),
    happened.completed('turn 11', 'Complete.', 'interaction of a quick answer'),
    { kind: 'carriesContext', carries: false },
    { kind: 'carriesContext', carries: true },
  ];
}

const quickRequest: TurnRequest = { kind: 'quick', model: 'lite' };

function researchIn(scope: SourceScope): TurnRequest {
  return { kind: 'research', processor: 'pro', scope };
}

/** A thread's story with every kind of event, and every form that an event can have. */
export function everyEvent(): readonly ThreadEvent[] {
  const structured = { turnId: turnId('turn 2'), attemptId: attemptId('turn 2/2') };
  return [
    ...turnStory(),
    happened.asked('turn 2', 'turn 1'),
    {
      kind: 'sending',
      turnId: structured.turnId,
      attemptId: attemptId('turn 2/1'),
      previousInteractionId: runFor('turn 1/1').interactionId,
    },
    happened.failed('turn 2'),
    happened.askedAgain('turn 2', 'turn 2/2'),
    happened.accepted('turn 2', 'turn 2/2'),
    { kind: 'answered', ...structured, run: runFor('turn 2/2'), answer: { type: 'json', content, basis } },
    ...Object.keys(reasons).flatMap((reason): ThreadEvent[] => {
      const asked = happened.asked(`refused: ${reason}`, 'turn 1');
      const about = { turnId: turnId(`refused: ${reason}`), attemptId: attemptId(`refused: ${reason}/1`) };
      return [asked, { kind: 'failed', ...about, failure: failureFor(reason) }];
    }),
    happened.unconfirmed('a turn whose question was lost'),
    happened.adopted('turn 3', null, { question: unusual, startedAt: 1.5, endedAt: null }),
    happened.adopted('turn 4', 'turn 3', { endedAt: 1_771_804_800_123, earlierMissing: true }),
    happened.answered('turn 4'),
    ...laterStory(),
    { kind: 'renamed', title: unusual },
    { kind: 'pinned', pinned: true },
    { kind: 'deleted' },
    { kind: 'restored' },
    { kind: 'pinned', pinned: false },
    { kind: 'pinned', pinned: true },
  ];
}
