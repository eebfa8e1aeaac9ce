import fc from 'fast-check';
import type { Answer } from '../../../src/research/answer/answer';
import type { ThreadEvent } from '../../../src/research/thread/events';
import type { Thread } from '../../../src/research/thread/thread';
import type { TurnRequest } from '../../../src/research/thread/turn';
import { attemptId, runFor, turnId } from '../research/builders';
import { hostileTexts } from './hostileAnswers';
import { threadOfEvents } from './threadBuilders';

const urls = fc.oneof(
  fc.webUrl({ withQueryParameters: true, withFragments: true }),
  hostileTexts.map((text) => `https://example.com/${text}`),
  fc.constantFrom(
    'javascript:alert(1)',
    'data:text/html,<script>alert(1)</script>',
    'https://user:pass@example.com/',
    'https://example.com/?a=1&amp;b=%26#x"\'<>',
    'HTTPS://EXAMPLE.com/a(b)c[1]',
    'http://xn--80ak6aa92e.com/',
    '//example.com',
    '',
  ),
);

const citations = fc.array(
  fc.record({ url: urls, title: fc.option(hostileTexts), excerpts: fc.array(hostileTexts, { maxLength: 2 }) }),
  { maxLength: 3 },
);

const basis = fc.array(
  fc.record({ field: hostileTexts, reasoning: hostileTexts, citations, confidence: fc.option(hostileTexts) }),
  { maxLength: 2 },
);

const answers: fc.Arbitrary<Answer> = fc.oneof(
  fc.record({ type: fc.constant('text' as const), text: hostileTexts, basis }),
  fc.record({
    type: fc.constant('json' as const),
    content: fc.dictionary(hostileTexts, hostileTexts, { maxKeys: 3 }),
    basis,
  }),
);

const contexts = fc.array(
  fc.record({
    label: hostileTexts,
    uri: fc.constant(null),
    languageId: fc.oneof(fc.constant('markdown'), hostileTexts),
    lines: fc.constant(null),
    text: hostileTexts,
  }),
  { maxLength: 1 },
);

const scope = fc.record({
  include: fc.array(hostileTexts, { maxLength: 2 }),
  exclude: fc.array(hostileTexts, { maxLength: 2 }),
  after: fc.option(hostileTexts),
  location: fc.option(hostileTexts),
});

const requests: fc.Arbitrary<TurnRequest> = fc.oneof(
  fc.record({ kind: fc.constant('research' as const), processor: fc.oneof(fc.constant('pro'), hostileTexts) }),
  fc.record({ kind: fc.constant('research' as const), processor: fc.constant('core'), scope }),
  fc.record({ kind: fc.constant('quick' as const), model: fc.oneof(fc.constant('lite'), hostileTexts) }),
);

const outcomes = fc.oneof(
  hostileTexts.map((text) => ({ kind: 'writing' as const, text })),
  fc.tuple(hostileTexts, hostileTexts).map(([text, detail]) => ({ kind: 'lost' as const, text, detail })),
  answers.map((answer) => ({ kind: 'answered' as const, answer })),
  hostileTexts.map((detail) => ({ kind: 'failed' as const, detail })),
);

const turns = fc.array(
  fc.record({
    question: hostileTexts,
    context: contexts,
    request: requests,
    parent: fc.nat(4),
    carries: fc.boolean(),
    outcome: outcomes,
  }),
  { minLength: 1, maxLength: 5 },
);

/** Threads of which every text is hostile, with branches anywhere. */
export const hostileThreads: fc.Arbitrary<Thread> = fc.tuple(fc.option(hostileTexts), turns).map(([title, all]) => {
  const events = all.flatMap(
    ({ question, context, request, parent, carries, outcome }, index): readonly ThreadEvent[] => {
      const about = { turnId: turnId(`turn${index}`), attemptId: attemptId(`attempt${index}`) };
      const parentId = parent < index ? turnId(`turn${parent}`) : null;
      const asked: ThreadEvent = { kind: 'asked', ...about, parentId, question, context, request };
      const carried = carries ? [{ turnId: turnId('turn0'), whole: false }] : [];
      const sending: ThreadEvent = { kind: 'sending', ...about, previousInteractionId: null, carried };
      if (outcome.kind === 'answered')
        return [asked, sending, { kind: 'answered', ...about, run: runFor('1'), answer: outcome.answer }];
      if (outcome.kind === 'lost' || outcome.kind === 'writing') {
        const wrote: ThreadEvent = { kind: 'wrote', ...about, offset: 0, text: outcome.text };
        const end: ThreadEvent[] = outcome.kind === 'lost' ? [{ kind: 'lost', ...about, detail: outcome.detail }] : [];
        return [asked, sending, wrote, ...end];
      }
      const failure = {
        reason: 'runFailed' as const,
        detail: outcome.detail,
        reference: null,
        retryAfterSeconds: null,
      };
      return [asked, sending, { kind: 'failed', ...about, failure }];
    },
  );
  return threadOfEvents(...events, ...(title === null ? [] : [{ kind: 'renamed' as const, title }]));
});
