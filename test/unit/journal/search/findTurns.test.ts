import assert from 'node:assert/strict';
import fc from 'fast-check';
import { fold } from '../../../../src/journal/search/fold';
import { happened, threadOf } from '../../research/builders';
import { Library, threadWith } from './searchBuilders';

const games = threadWith(
  'a',
  [
    {
      question: 'Who won most?',
      answer: 'Norway won **41 medals**, [18 of them gold](https://olympics.example/gold) [1].',
      sources: [
        {
          url: 'https://export.arxiv.org/abs/1',
          title: 'On counting',
          excerpts: ['Biathlon brought eleven.', 'Curling.'],
        },
      ],
      confidence: 'high',
      processor: 'core-fast',
    },
    { question: 'Which medals were gold?', answer: 'Those of Norway.', confidence: 'low', processor: 'core2x' },
  ],
  'Winter Olympics',
  3,
);
const databases = threadWith(
  'b',
  [
    {
      question: 'Which vector database?',
      answer: 'It depends.',
      sources: [
        {
          url: 'https://notarxiv.org/x',
          title: 'Nature Methods &amp; Protocols',
          excerpts: ['See arxiv.org for more.'],
        },
      ],
      attached: 'Our storage decision, in Zürich.',
      processor: 'pro',
    },
  ],
  undefined,
  20,
);

describe('a snippet', () => {
  const long = 'Some words that nobody looks for. '.repeat(12);

  async function snippetOf(query: string, answer: string, question = 'A question?'): Promise<string> {
    return (await Library.of(threadWith('a', [{ question, answer }]))).snippet(query);
  }

  it('shows the words that were found with what is around them, as they are written', async () => {
    const snippet = await snippetOf('zurich', `${long}A café in ZÜRICH sells … straße maps. ${long}`);
    assert.match(snippet, /^….* in ZÜRICH sells … straße maps\. .*…$/);
    assert.ok(snippet.length < 130, snippet);
  });

  it('shows several words, and the phrase rather than its words', async () => {
    const scattered = await snippetOf('norway curling', `${long}Norway. ${long}Curling. ${long}`);
    assert.match(scattered, /Norway\..* … .*Curling\./);
    assert.match(
      await snippetOf('gold medals', `Gold. ${long}Medals. ${long}Many gold medals.`),
      /Many gold medals\.$/,
    );
  });

  it('shows the answer where the question has the words already, and a long question where it has them far behind', async () => {
    assert.equal(await snippetOf('question', 'The answer.'), 'The answer.');
    assert.match(await snippetOf('curling', 'The answer.', `${long}And curling?`), /And curling\?$/);
  });

  it('shows the source that a filter asks for, from its title on', async () => {
    const sources = [{ url: 'https://x.y/' }, { url: 'https://arxiv.org/abs/1', title: 'On counting' }];
    const library = await Library.of(threadWith('a', [{ question: 'Q', answer: 'A', sources }]));
    assert.equal(library.snippet('source:arxiv'), 'On counting https://arxiv.org/abs/1');
  });

  it('has no marks of Markdown', async () => {
    const answer =
      '## Result\n\n- **Norway** won `41` [medals](https://x.y/z) [1, 2], snake_case _indeed_ [3].\n\n| a | b |';
    assert.equal(await snippetOf('a', answer, 'Q'), 'Result - Norway won 41 medals, snake_case indeed. a b');
  });

  it('has every word that was found, wherever it stands', async () => {
    const filler = fc.stringMatching(/^[b-dßé漢 ]{0,200}$/u);
    await fc.assert(
      fc.asyncProperty(filler, filler, fc.constantFrom('Àxe', 'STRAßE', '…', '𝔘x'), async (before, after, word) => {
        assert.ok((await snippetOf(word, `${before}${word}${after}`, 'Q')).includes(word));
      }),
    );
  });
});

describe('finding turns', () => {
  let library: Library;

  before(async () => {
    library = await Library.of(games, databases);
  });

  it('looks at questions, answers, sources with their excerpts, attached text and titles', () => {
    assert.deepEqual(library.names('vector'), ['Which vector database?']);
    assert.deepEqual(library.names('depends'), ['Which vector database?']);
    assert.deepEqual(library.names('biathlon'), ['Who won most?']);
    assert.deepEqual(library.names('counting'), ['Who won most?']);
    assert.deepEqual(library.names('https://export.arxiv.org/abs/1'), ['Who won most?']);
    assert.deepEqual(library.names('olympics.example/gold'), ['Who won most?']);
    assert.deepEqual(library.names('zurich'), ['Which vector database?']);
    assert.deepEqual(library.names('winter'), ['Winter Olympics']);
    assert.deepEqual(library.names('nowhere'), []);
  });

  it('wants all words, wherever in a turn, and lets the title of its thread help', () => {
    assert.deepEqual(library.names('norway curling'), ['Who won most?']);
    assert.deepEqual(library.names('norway database'), []);
    assert.deepEqual(library.names('winter biathlon'), ['Who won most?']);
  });

  it('puts questions and titles before answers, and answers before sources', async () => {
    const ranked = await Library.of(
      threadWith(
        'a',
        [{ question: 'In sources', answer: '-', sources: [{ url: 'https://x.y/curling' }] }],
        undefined,
        9,
      ),
      threadWith('b', [{ question: 'In the answer', answer: 'Curling.' }], undefined, 8),
      threadWith('c', [{ question: 'Of curling', answer: '-' }], undefined, 7),
      threadWith('d', [{ question: 'Of something', answer: '-' }], 'Curling', 6),
      threadWith('e', [{ question: 'Attached', attached: 'curling' }], undefined, 5),
    );
    assert.deepEqual(ranked.names('curling'), ['Of curling', 'Curling', 'In the answer', 'In sources', 'Attached']);
  });

  it('puts the exact phrase before scattered words, and what was asked last first', async () => {
    const ranked = await Library.of(
      threadWith('a', [{ question: '1', answer: 'gold medals' }], undefined, 1),
      threadWith('b', [{ question: '2', answer: 'medals of gold' }], undefined, 2),
      threadWith('c', [{ question: '3', answer: 'many gold medals' }], undefined, 3),
      threadWith('d', [{ question: '4', answer: 'medals, gold' }], undefined, 4),
    );
    assert.deepEqual(ranked.names('gold medals'), ['3', '1', '4', '2']);
    assert.deepEqual(ranked.names('"gold medals"'), ['3', '1']);
    assert.deepEqual(ranked.names('gold medals', 3), ['3', '1', '4']);
    assert.equal(ranked.find('gold medals', 3).more, 1);
  });

  it('leaves out what is excluded', () => {
    assert.deepEqual(library.names('norway -biathlon'), ['Which medals were gold?']);
    assert.deepEqual(library.names('-norway'), ['Which vector database?']);
    assert.deepEqual(library.names('norway -winter'), []);
  });

  it('filters by source: site, address, title, from the beginning of a word, and not by excerpts', () => {
    assert.deepEqual(library.names('source:arxiv.org'), ['Who won most?']);
    assert.deepEqual(library.names('source:arxiv.org/abs'), ['Who won most?']);
    assert.deepEqual(library.names('source:"nature meth'), ['Which vector database?']);
    assert.deepEqual(library.names('source:"methods & protocols'), ['Which vector database?']);
    assert.deepEqual(library.names('source:xiv'), []);
    assert.deepEqual(library.names('source:olympics.example'), ['Who won most?']);
    assert.deepEqual(library.names('-source:arxiv'), ['Which vector database?', 'Which medals were gold?']);
  });

  it('filters by processor, confidence and day', () => {
    assert.deepEqual(library.names('processor:core'), ['Who won most?']);
    assert.deepEqual(library.names('processor:cor'), ['Which medals were gold?', 'Who won most?']);
    assert.deepEqual(library.names('confidence:<high'), ['Which medals were gold?']);
    assert.deepEqual(library.names('after:2026-02-20'), ['Which vector database?']);
    assert.deepEqual(library.names('before:2026-02-03'), []);
    assert.deepEqual(library.names('before:2026-02-04 norway'), ['Which medals were gold?', 'Who won most?']);
    assert.deepEqual(library.names('olympics confidence:low'), ['Winter Olympics']);
  });

  it('tells quick answers from runs, whose processors have some of the same names', async () => {
    const { askedQuick, completed } = happened;
    const quick = threadOf(askedQuick('lite'), completed('lite'), askedQuick('core', null, 'core'), completed('core'));
    const runs = threadWith('b', [
      { question: 'Run of lite', answer: '-', processor: 'lite' },
      { question: 'Run of core', answer: '-', processor: 'core-fast' },
    ]);
    const both = await Library.of(quick, runs);
    assert.deepEqual(both.names('processor:quick').toSorted(), ['core', 'lite']);
    assert.deepEqual(both.names('processor:quick-core'), ['core']);
    assert.deepEqual(both.names('processor:lite'), ['Run of lite']);
    assert.deepEqual(both.names('processor:core'), ['Run of core']);
    assert.deepEqual(both.names('-processor:quick').toSorted(), ['Run of core', 'Run of lite']);
  });

  it('finds what has arrived of a quick answer that is being written or broke off, with the pages that it names', async () => {
    const { askedQuick, sending, wrote, lost } = happened;
    const text = 'Curling, see [the table](https://medals.example/2026).';
    const begun = [askedQuick('a'), sending('a'), wrote('a', 0, text)];
    for (const events of [begun, [...begun, lost('a')]]) {
      const arrived = await Library.of(threadOf(...events));
      assert.deepEqual(arrived.names('curling table'), ['a']);
      assert.deepEqual(arrived.names('source:medals.example'), ['a']);
      assert.equal(arrived.snippet('curling'), 'Curling, see the table.');
    }
  });

  it('finds what has arrived since, and the whole answer once it is there', async () => {
    const { askedQuick, sending, wrote, completed } = happened;
    const begun = [askedQuick('a'), sending('a'), wrote('a', 0, 'Curling')];
    const growing = await Library.of(threadOf(...begun));
    await growing.take(threadOf(...begun, wrote('a', 7, ' and biathlon')));
    assert.deepEqual(growing.names('biathlon'), ['a']);
    await growing.take(threadOf(...begun, wrote('a', 7, ' and biathlon'), completed('a', 'Luge.')));
    assert.deepEqual([growing.names('biathlon'), growing.names('luge')], [[], ['a']]);
  });

  it('finds no question that was given up, and the new words of one that was reworded', async () => {
    const { asked, dropped, reworded } = happened;
    const changed = threadOf(asked('a'), asked('b', 'a'), reworded('a', 'Which sledge?'), dropped('b'));
    const found = await Library.of(changed);
    assert.deepEqual(found.names('sledge'), ['a']);
    assert.deepEqual(found.names('what'), []);
  });

  it('finds nothing in a deleted thread', async () => {
    const deleted = await Library.of({ ...games, deletedAt: 1 }, databases);
    assert.deepEqual(deleted.names('norway'), []);
  });

  it('finds words in text without spaces and in scripts of two bytes', async () => {
    const others = await Library.of(
      threadWith('a', [{ question: '東京の技術', answer: '研究開発の会社' }]),
      threadWith('b', [{ question: 'Какая страна', answer: 'Норвегия' }]),
    );
    assert.deepEqual(others.names('開発'), ['東京の技術']);
    assert.deepEqual(others.names('НОРВЕГ'), ['Какая страна']);
  });

  it('finds a turn by every word of it, and by no other', async () => {
    const word = fc.stringMatching(/^[a-eé-ëøа-г東京]{1,4}$/u).map(fold);
    const words = fc.array(word, { minLength: 1, maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(words, words, words, word, async (question, answer, excerpt, other) => {
        const told = { question: question.join(' '), answer: answer.join(' ') };
        const source = { url: 'https://x.y/z', excerpts: [excerpt.join(' ')] };
        const one = await Library.of(threadWith('a', [{ ...told, sources: [source] }]));
        for (const each of [...question, ...answer, ...excerpt]) assert.equal(one.find(`"${each}"`).found.length, 1);
        const isThere = [...question, ...answer, ...excerpt, 'https://x.y/z'].some((each) => each.includes(other));
        assert.equal(one.find(`"${other}"`).found.length, isThere ? 1 : 0);
      }),
    );
  });

  it('takes hostile queries for what they are, quickly', () => {
    for (const query of [
      '(a+)+$',
      '.*',
      '\\',
      '[',
      'a'.repeat(900),
      'a b '.repeat(250),
      '$(trash)',
      'a"'.repeat(400),
    ]) {
      const start = performance.now();
      assert.deepEqual(library.names(`nowhere ${query}`), [], query);
      assert.ok(performance.now() - start < 1_000);
    }
  });
});
