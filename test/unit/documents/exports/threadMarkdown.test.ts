import assert from 'node:assert/strict';
import { threadAsMarkdown } from '../../../../src/documents/exports/threadMarkdown';
import type { ThreadEvent } from '../../../../src/research/thread/events';
import type { Thread } from '../../../../src/research/thread/thread';
import { attemptId, happened, turnId } from '../../research/builders';
import { lines } from '../documentBuilders';
import { answerOf, citation, threadOfEvents, turnEvents, writing } from '../threadBuilders';

function written(thread: Thread): string {
  return [...threadAsMarkdown(thread, writing)].join('');
}

/** The lines of a document that say something of the person's day and time, without the time of day. */
function withoutTimes(text: string): string {
  return text.replace(/ \d\d:\d\d/g, ' hh:mm');
}

describe('A thread as Markdown', () => {
  it('has a title, and each question with its facts, its answer and footnotes', () => {
    const thread = threadOfEvents(
      ...turnEvents('a', null, 'Who won?', answerOf('Norway [1], by far [2].', [citation(1), citation(2)], 'High')),
    );
    assert.equal(
      withoutTimes(written(thread)),
      lines(
        '# Who won?',
        '',
        '*2026-11-21 · 1 question*',
        '',
        '## 1. Who won?',
        '',
        '*core-fast · $0.025 · 2026-11-21 hh:mm · 20 s · confidence: High*',
        '',
        'Norway[^1], by far[^2].',
        '',
        '[^1]: [Page 1](https://example.com/1). Accessed 2026-11-21.',
        '',
        '[^2]: [Page 2](https://example.com/2). Accessed 2026-11-21.',
      ),
    );
  });

  it('numbers footnotes through the document, one for each page', () => {
    const text = written(
      threadOfEvents(
        ...turnEvents('a', null, 'One?', answerOf('Yes [1][2].', [citation(1), citation(2)])),
        ...turnEvents('b', 'a', 'Two?', answerOf('No [1][2].', [citation(3), citation(2, { title: 'The same' })])),
      ),
    );
    assert.match(text, /Yes\[\^1\]\[\^2\]\./);
    assert.match(text, /No\[\^3\]\[\^2\]\./);
    assert.equal(text.match(/^\[\^\d+\]:/gm)?.length, 3);
  });

  it('has all branches, and says where each starts', () => {
    const text = written(
      threadOfEvents(
        ...turnEvents('a', null, 'First?', answerOf('A.')),
        ...turnEvents('b', 'a', 'Second?', answerOf('B.')),
        ...turnEvents('c', 'a', 'Other?', answerOf('C.')),
        ...turnEvents('d', 'b', 'Third?', answerOf('D.')),
        ...turnEvents('e', null, 'Again?', answerOf('E.')),
      ),
    );
    assert.deepEqual(text.match(/^## .*$/gm), [
      '## 1. First?',
      '## 2. Second?',
      '## 3. Third?',
      '## 4. Other?',
      '## 5. Again?',
    ]);
    assert.match(text, /\*\*\*\n\n\*Another direction from question 1: “First\?”\*\n\n## 4\. Other\?/);
    assert.match(text, /\*\*\*\n\n\*Another beginning of this thread\*\n\n## 5\. Again\?/);
    assert.equal(text.match(/Another/g)?.length, 2);
  });

  it('has the whole of a question that is no short line', () => {
    const question = 'What of this?\n\n# Not a heading\n- not a list';
    const text = written(threadOfEvents(...turnEvents('a', null, question, answerOf('A.'))));
    assert.match(text, /## 1\. What of this\?\n\n> What of this\?\n>\n> \\# Not a heading\\\n> \\- not a list\n/);
  });

  it('has what was attached, in a fence that it cannot close', () => {
    const asked = happened.asked('a');
    assert.ok(asked.kind === 'asked');
    const context = {
      label: 'no`tes.md',
      uri: null,
      languageId: 'markdown',
      lines: [3, 9] as const,
      text: '```js\nx\n```',
    };
    const text = written(threadOfEvents({ ...asked, context: [context] }));
    assert.match(text, /Attached: ``no`tes\.md:3-9``\n\n````markdown\n```js\nx\n```\n````\n/);
  });

  it('keeps the headings of answers below those of questions', () => {
    const answer = answerOf('# Top\n\n> # Quoted\n\n- ## In a list\n\n### Deep');
    const text = written(threadOfEvents(...turnEvents('a', null, 'Why?', answer)));
    assert.match(text, /\n### Top\n\n> ### Quoted\n\n- #### In a list\n\n##### Deep\n/);
  });

  it('lists the sources of an answer that names none', () => {
    const text = written(threadOfEvents(...turnEvents('a', null, 'Why?', answerOf('So.', [citation(1)]))));
    assert.match(text, /So\.\n\nSources:\n\n?- \[Page 1\]\(https:\/\/example\.com\/1\)\n/);
  });

  it('leads nowhere but to the web', () => {
    const urls = ['javascript:alert(1)', 'https://user:word@example.com/', 'HTTPS://example.com/?a=%23&b'];
    const citations = urls.map((url, index) => citation(index + 1, { url }));
    const text = written(threadOfEvents(...turnEvents('a', null, 'Why?', answerOf('So [1][2][3].', citations))));
    const links = Array.from(text.matchAll(/\]\(([^)]*)\)/g), ([, url]) => url);
    assert.deepEqual(links, ['HTTPS://example.com/?a=%23&b']);
    assert.match(text, /\[\^1\]: Page 1 \(javascript:alert\(1\)\)\. Accessed/);
  });

  it('says the confidence of each field, in the words of the API', () => {
    const entry = (field: string, confidence: string) => ({
      field,
      reasoning: '',
      citations: [citation(1)],
      confidence,
    });
    const basis = [entry('gold', 'high'), entry('silver', 'somewhat')];
    const answer = { type: 'json' as const, content: { gold: 18, silver: 12 }, basis };
    const text = written(threadOfEvents(...turnEvents('a', null, 'How many?', answer)));
    assert.match(text, / · confidence: gold high, silver somewhat\*/);
    assert.match(text, /- \*\*Gold:\*\* 18\[\^1\]\n- \*\*Silver:\*\* 12\[\^1\]\n/);
  });
});

describe('A quick answer, as Markdown', () => {
  const { askedQuick, sending, wrote, completed, lost } = happened;
  const begun = [askedQuick('a'), sending('a')];

  it('is called so, with its model and its price', () => {
    const text = written(threadOfEvents(...begun, completed('a', 'Norway.')));
    assert.match(text, /\n\*quick answer \(lite\) · \$0\.005 · 2026-11-2\d \d\d:\d\d · 10 s\*\n\nNorway\.\n/);
  });

  it('is called so when the record of its question is lost', () => {
    const text = written(threadOfEvents(wrote('a', 0, 'So')));
    assert.match(text, /## 1\. A question whose record could not be read\n\n\*quick answer · 2026/);
  });

  it('that broke off is shown as far as it had arrived, says that it is incomplete, and names no price', () => {
    const arrived = '## Medals\n\n- Norway: **18**, see [the table](https://example.com/1)\n- Ger';
    const text = written(threadOfEvents(...begun, wrote('a', 0, arrived), lost('a')));
    assert.match(
      text,
      /\n\*The connection broke before the answer was complete\. This is what had arrived:\*\n\n### Medals\n\n- Norway: \*\*18\*\*/,
    );
    assert.match(text, /\n- Ger\n/);
    assert.match(text, /https:\/\/example\.com\/1/);
    assert.doesNotMatch(text, /\$/);
  });

  it('that was still arriving says so', () => {
    const text = written(threadOfEvents(...begun, wrote('a', 0, 'Norway')));
    assert.match(text, /\n\*The answer was still arriving when this was written\. It is incomplete:\*\n\nNorway\n/);
    const blank = written(threadOfEvents(...begun, wrote('a', 0, ' \n')));
    assert.match(blank, /\n\*The answer was still awaited when this was written\.\*\n$/);
  });

  it('of which nothing arrived says what was said of it', () => {
    const text = written(threadOfEvents(...begun, lost('a')));
    assert.match(text, /\n\*The connection broke before any of the answer arrived\.\*\n\n> The connection broke\.\n/);
  });
});

describe('What went along with a question, as Markdown', () => {
  const about = { turnId: turnId('b'), attemptId: attemptId('b/1') };
  const scope = { include: ['arxiv.org', '.gov'], exclude: [], after: '2026-01-31', location: 'US' };
  const asked: ThreadEvent = {
    kind: 'asked',
    ...about,
    parentId: turnId('a'),
    question: 'And then?',
    context: [],
    request: { kind: 'research', processor: 'core', scope },
  };
  const carrying = (count: number): ThreadEvent => ({
    kind: 'sending',
    ...about,
    previousInteractionId: null,
    carried: Array.from({ length: count }, () => ({ turnId: turnId('a'), whole: true })),
  });
  const factsWith = (count: number): string => {
    const events = [...turnEvents('a', null, 'Why?', answerOf('So.')), asked, carrying(count)];
    return /^\*core · .*\*$/m.exec(written(threadOfEvents(...events)))?.[0] ?? '';
  };

  it('says where its research was to look', () => {
    assert.match(factsWith(0), /^\*core · only arxiv\.org, \.gov · since 2026-01-31 · from US · \$/);
  });

  it('says how much of the thread went along inside', () => {
    assert.doesNotMatch(factsWith(0), /inside/);
    assert.match(factsWith(1), / · with 1 earlier question and its answer inside · /);
    assert.match(factsWith(3), / · with 3 earlier questions and their answers inside · /);
  });
});

describe('A question that was given up, as Markdown', () => {
  const { asked, dropped } = happened;

  it('is left out, and what was asked below it stands below the turn above', () => {
    const text = written(
      threadOfEvents(...turnEvents('a', null, 'Why?', answerOf('So.')), asked('b', 'a'), asked('c', 'b'), dropped('b')),
    );
    assert.deepEqual(text.match(/^## .*$/gm), ['## 1. Why?', '## 2. What of c?']);
    assert.match(text, / · 2 questions\*/);
    assert.doesNotMatch(text, /Another|What of b/);
  });

  it('leaves the branches above it where they were', () => {
    const text = written(
      threadOfEvents(
        ...turnEvents('a', null, 'Why?', answerOf('So.')),
        asked('b', 'a'),
        asked('c', 'a'),
        asked('d', 'c'),
        dropped('c'),
      ),
    );
    assert.match(text, /\*Another direction from question 1: “Why\?”\*\n\n## 3\. What of d\?/);
  });
});

describe('A turn without an answer, as Markdown', () => {
  const { asked, sending, accepted, failed, unconfirmed, detached, progressed, askedAgain } = happened;
  const cases = [
    { events: [], says: 'This question was not sent yet.' },
    { events: [sending('a')], says: 'This question was being sent when this was written.' },
    { events: [sending('a'), accepted('a')], says: 'The research was still running when this was written.' },
    {
      events: [sending('a'), accepted('a'), progressed('a')],
      says: 'The research was still running when this was written.',
    },
    {
      events: [sending('a'), accepted('a'), detached('a')],
      says: 'The research went on unwatched when this was written, and may be billed.',
    },
    {
      events: [sending('a'), unconfirmed('a')],
      says: 'It is not certain that this question arrived: the connection broke while it was being sent.',
    },
    { events: [sending('a'), accepted('a'), failed('a')], says: 'There is no answer: Reason runFailed.' },
  ];
  for (const { events, says } of cases) {
    it(`says so: ${says}`, () => {
      const text = written(threadOfEvents(asked('a'), ...events));
      assert.ok(text.includes(`\n*${says}*\n`), text);
    });
  }

  it('names no price for what is not billed', () => {
    assert.doesNotMatch(written(threadOfEvents(asked('a'), sending('a'), accepted('a'), failed('a'))), /\$/);
    assert.match(written(threadOfEvents(asked('a'), sending('a'), accepted('a'))), /\$0\.025/);
  });

  it('tells of earlier sendings, and what the server said of the last', () => {
    const text = written(
      threadOfEvents(
        asked('a'),
        sending('a'),
        failed('a'),
        askedAgain('a', 'a/2'),
        sending('a', 'a/2'),
        failed('a', 'a/2'),
      ),
    );
    assert.match(text, /\*Sent before with core-fast, without an answer: Reason runFailed\.\*/);
    assert.match(text, /\n> It failed\.\n/);
  });

  it('stands in the document when the record of its question is lost', () => {
    assert.match(written(threadOfEvents(accepted('a'))), /## 1\. A question whose record could not be read\n/);
  });
});
