import assert from 'node:assert/strict';
import fc from 'fast-check';
import { corpus } from '../../emulator/corpus/corpus';
import { documentedForms } from '../../emulator/research/answerForms';
import type { EarlierTurn } from '../../emulator/research/inquiry';
import type { Passage } from '../../emulator/research/passage';
import { Researcher, type Research, type ResearchRequest } from '../../emulator/research/researcher';
import { at, guideQuestions } from './harness';

const researcher = new Researcher(corpus, documentedForms);
const processors = ['lite', 'base', 'core', 'core2x', 'pro', 'ultra', 'ultra2x', 'ultra4x', 'ultra8x'];

function answer(input: string, chain: readonly EarlierTurn[] = [], processor = 'core'): Research {
  return researcher.research({ input, processor, output: { kind: 'text' }, sourcePolicy: null }, chain);
}

/** Asks questions that build on each other; gives the answers' texts. */
function session(questions: readonly string[], processor: string): string[] {
  const chain: EarlierTurn[] = [];
  for (const question of questions) {
    chain.push({ question, answer: textOf(answer(question, chain, processor)) });
  }
  return chain.map((turn) => turn.answer);
}

function textOf({ output }: Research): string {
  assert(output.type === 'text');
  return output.content;
}

describe("The emulator's research", () => {
  for (const processor of processors) {
    it(`holds the API guide's session word for word on ${processor}`, () => {
      const [first = '', second = '', third = ''] = session(guideQuestions, processor);
      assert.match(first, /Norway won the most gold medals .* 18 \[1\]/);
      assert.match(second, /Norway won 41 medals in total/);
      assert.match(third, /United States .* 12 gold medals and 33 medals in total/);
      assert.match(third, /Norway leads the United States in gold medals by 6 \(18 to 12\)/);
      assert.match(third, /\| Medals in total \| 41 \| 33 \|/);
    });
  }

  it("opens each answer of the guide's session with the fact that was asked for", () => {
    const openings = session(guideQuestions, 'core').map((text) => text.split(' [1]')[0]);
    assert.deepEqual(openings, [
      'Norway won the most gold medals of any country at the 2026 Winter Olympics in Milano Cortina: 18',
      'Norway won 41 medals in total at the 2026 Winter Olympics: 18 gold, 12 silver and 11 bronze',
      'Norway won the most gold medals of any country at the 2026 Winter Olympics in Milano Cortina: 18',
    ]);
  });

  it('says what its corpus says: other facts make other answers', () => {
    const country = (subject: string, place: string, gold: number, total: number): Passage => ({
      url: `https://example.com/${subject.toLowerCase()}`,
      title: `${subject} at the 2026 Winter Olympics`,
      subject,
      sentences: [
        `${subject} finished in ${place} place of all countries at the 2026 Winter Olympics, with ${gold} gold medals.`,
        `${subject} won ${total} medals in total at the 2026 Winter Olympics.`,
      ],
      figures: { kind: 'countries', values: { 'gold medals': gold, 'medals in total': total } },
    });
    const invented = new Researcher(
      [
        country('Atlantis', 'first', 77, 99),
        country('Lemuria', 'second', 55, 66),
        country('Norway', 'third', 3, 4),
        ...corpus.slice(40),
      ],
      documentedForms,
    );
    const chain: EarlierTurn[] = [];
    for (const question of guideQuestions) {
      const request: ResearchRequest = {
        input: question,
        processor: 'core',
        output: { kind: 'text' },
        sourcePolicy: null,
      };
      chain.push({ question, answer: textOf(invented.research(request, chain)) });
    }
    const [first = '', second = '', third = ''] = chain.map((turn) => turn.answer);
    assert.match(first, /^Atlantis finished in first place .* 77 gold medals \[1\]/);
    assert.match(second, /^Atlantis won 99 medals in total/);
    assert.match(third, /Atlantis leads Lemuria in gold medals by 22 \(77 to 55\)/);
  });

  it('finds the same fact under other words', () => {
    for (const question of [
      'At the 2026 Winter Olympics, who got the most gold medals?',
      'Most golds, Winter Olympics 2026, which country?',
      'Name the country with the most gold medals of Milano Cortina 2026',
    ]) {
      assert.match(textOf(answer(question)), /Norway .*18/, question);
    }
  });

  it('tells the Games of one year from those of another', () => {
    assert.match(
      textOf(answer('Which country won the most gold medals at the 2022 Winter Olympics?')),
      /^Norway .*, 16,/,
    );
    assert.match(textOf(answer('Who finished second at the Winter Olympics of 2018?')), /^Germany .*14 gold/);
    assert.match(textOf(answer('Which country won the most gold medals in Vancouver in 2010?')), /^Canada won 14 gold/);
    assert.match(textOf(answer('When did the 2026 Winter Olympics take place?')), /^The 2026 .* 6 to 22 February 2026/);
    assert.match(textOf(answer('How many events did the 2026 Winter Olympics have?')), /116 events/);
  });

  it('carries the subject over, and lets go of it when another one is named', () => {
    const [, , canada = '', sweden = ''] = session(
      [guideQuestions[0], guideQuestions[1], 'What about Canada?', 'And Sweden?'],
      'lite',
    );
    assert.match(canada, /^Canada .*21 medals/);
    assert.match(sweden, /^Sweden .*18 medals/);
  });

  it('means different things by the same follow-up in different chains', () => {
    const norway = session([guideQuestions[0], 'How many medals did they win?'], 'lite')[1] ?? '';
    const italy =
      session(['Who won the most bronze medals in 2026?', 'How many medals did they win?'], 'lite')[1] ?? '';
    assert.match(norway, /^Norway won 41/);
    assert.match(italy, /Italy .*30 medals/);
  });

  it('lists subjects where several are asked for, and builds on them', () => {
    const [models = '', best = ''] = session(
      [
        'What are the main pricing models used by SaaS companies?',
        'Which of these works best for enterprise customers?',
      ],
      'core',
    );
    for (const model of [
      'Per-seat pricing',
      'Tiered pricing',
      'Usage-based pricing',
      'Flat-rate pricing',
      'Freemium',
    ]) {
      assert.match(models, new RegExp(`^- \\*\\*${model}\\*\\*: .* \\[\\d\\]\\.$`, 'm'));
    }
    assert.match(best, /^Hybrid pricing works best for most enterprise customers/);
  });

  it('writes a report on deep processors and compares the leaders afterwards', () => {
    const [landscape = '', leaders = ''] = session(
      ['Map the competitive landscape of autonomous vehicle companies', 'How do the top two compare?'],
      'pro',
    );
    assert.match(landscape, /^# Map the competitive landscape of autonomous vehicle companies\n\n## Summary\n\n/);
    for (const company of ['Waymo', 'Tesla', 'Zoox', 'Aurora'])
      assert.match(landscape, new RegExp(`^### ${company}$`, 'm'));
    assert.match(landscape, /^## Side by side\n\n\|/m);
    assert.match(leaders, /\| +\| Waymo \| Apollo Go \|/);
  });

  it('sets named subjects side by side', () => {
    assert.match(textOf(answer('SQLite vs. PostgreSQL for a small web service?')), /\| +\| SQLite \| PostgreSQL \|/);
    assert.match(textOf(answer('Should I use Rust or Go for a network service?')), /\| +\| Rust \| Go \|/);
    assert.match(textOf(answer('How does HTTP/3 differ from HTTP/2?')), /\| Transport \| QUIC over UDP \| TCP \|/);
  });

  it('says so when the corpus has nothing, without citations', () => {
    assert.match(session([guideQuestions[0], 'How do I bake sourdough bread?'], 'core')[1] ?? '', /corpus has nothing/);
    for (const question of [
      'What is the best recipe for sourdough bread?',
      'Who won the 2024 US presidential election?',
      'Explain the offside rule in football',
    ]) {
      const found = answer(question);
      assert.match(textOf(found), /corpus has nothing on this question/, question);
      const { output } = found;
      assert.deepEqual(
        output.basis.map(({ citations, confidence }) => ({ citations, confidence })),
        [{ citations: [], confidence: 'low' }],
      );
    }
  });

  it('is surest where one passage has all that was asked for', () => {
    assert.equal(answer(guideQuestions[0]).output.basis[0]?.confidence, 'high');
    assert.notEqual(answer('Which Olympics had interesting weather and medals?').output.basis[0]?.confidence, 'high');
  });

  it('quotes the corpus: every marker has a source, and every quoted sentence stands in it', () => {
    for (const processor of ['lite', 'core', 'ultra']) {
      const found = answer('Compare the James Webb and Hubble telescopes', [], processor);
      const text = textOf(found);
      const [entry] = found.output.basis;
      assert(entry?.citations);
      const report = text.includes('## References');
      for (const [, number] of text.matchAll(/\[(\d+)\]/g)) {
        const url = report
          ? new RegExp(`^${number}\\. \\*.+\\*\\. (\\S+)$`, 'm').exec(text)?.[1]
          : entry.citations[Number(number) - 1]?.url;
        const passage = corpus.find((candidate) => candidate.url === url);
        assert(passage, `marker ${number} on ${processor}`);
      }
      for (const { url, excerpts } of entry.citations) {
        const passage = corpus.find((candidate) => candidate.url === url);
        for (const excerpt of excerpts ?? []) assert(passage?.sentences.includes(excerpt));
      }
    }
  });

  it('lists more sources than it cites', () => {
    const found = answer(guideQuestions[0]);
    const cited = new Set(textOf(found).match(/\[\d+\]/g)).size;
    assert((found.output.basis[0]?.citations?.length ?? 0) > cited);
  });

  it('numbers the references of a report apart from its basis', () => {
    const found = answer('Map the competitive landscape of autonomous vehicle companies', [], 'ultra');
    const references = [...textOf(found).matchAll(/^\d+\. \*.+\*\. (\S+)$/gm)].map(([, url]) => url);
    const basis = found.output.basis[0]?.citations?.map(({ url }) => url) ?? [];
    assert(references.length > 5);
    assert.notDeepEqual(references, basis.slice(0, references.length));
    for (const url of references) assert(url !== undefined && basis.includes(url));
  });

  it('says in every answer that it comes from an emulator', () => {
    for (const processor of ['lite', 'pro']) {
      for (const question of [guideQuestions[0], 'How do I bake sourdough bread?']) {
        const found = answer(question, [], processor);
        assert.match(textOf(found), /^\*From the emulator's small corpus, not from the web\.\*$/m);
        assert.match(found.output.basis[0]?.reasoning ?? '', /emulator/);
      }
    }
  });

  it('reads a question apart from the text that comes with it', () => {
    const context = 'Minutes of the board. '.repeat(60);
    assert.match(textOf(answer(`${guideQuestions[0]}\n\n${context}`)), /^Norway won the most gold medals/);
    assert.match(textOf(answer(`${context}\n\nHow deep is Lake Baikal?`)), /^Lake Baikal/);
  });

  it('keeps to the source policy', () => {
    const ask = (sourcePolicy: ResearchRequest['sourcePolicy']): string[] => {
      const request: ResearchRequest = {
        input: guideQuestions[0],
        processor: 'core',
        output: { kind: 'text' },
        sourcePolicy,
      };
      const citations = researcher.research(request, []).output.basis[0]?.citations ?? [];
      return [...new Set(citations.map(({ url }) => new URL(url).hostname))].sort();
    };
    assert.deepEqual(ask({ include_domains: ['sportsmole.co.uk'] }), ['www.sportsmole.co.uk']);
    assert.deepEqual(ask({ include_domains: ['.uk'] }), ['www.sportsmole.co.uk']);
    assert.deepEqual(ask({ include_domains: ['wikipedia.org'], exclude_domains: ['wikipedia.org'] }), [
      'en.wikipedia.org',
    ]);
    assert(!ask({ exclude_domains: ['wikipedia.org'] }).includes('en.wikipedia.org'));
    assert(!ask({ exclude_domains: ['en.wikipedia.org/wiki'] }).includes('en.wikipedia.org'));
    assert.deepEqual(ask({ include_domains: ['example.com'] }), []);
  });

  it('writes the forms that have been seen beside the documented ones', () => {
    const basisWith = (forms: Partial<typeof documentedForms>): unknown => {
      const request: ResearchRequest = {
        input: guideQuestions[0],
        processor: 'lite',
        output: { kind: 'text' },
        sourcePolicy: null,
      };
      return new Researcher(corpus, { ...documentedForms, ...forms }).research(request, []).output.basis[0];
    };
    assert.equal(at(basisWith({ basisField: 'content' }), 'field'), 'content');
    assert.equal(at(basisWith({ confidence: 'null' }), 'confidence'), null);
    assert.equal(at(basisWith({ confidence: 'empty' }), 'confidence'), '');
    assert.equal(at(basisWith({ confidence: 'capitals' }), 'confidence'), 'HIGH');
    assert.equal(at(basisWith({ confidence: 'absent' }), 'confidence'), undefined);
    assert.match(JSON.stringify(basisWith({ titles: 'null' })), /"title":null/);
    assert.doesNotMatch(JSON.stringify(basisWith({ titles: 'absent' })), /"title"/);
    assert.match(JSON.stringify(basisWith({ excerpts: 'empty' })), /"excerpts":\[\]/);
    assert.match(JSON.stringify(basisWith({ excerpts: 'null' })), /"excerpts":null/);
    assert.doesNotMatch(JSON.stringify(basisWith({ excerpts: 'absent' })), /"excerpts"/);
  });

  it('can join the lines of a report as published ones have them', () => {
    const forms = { ...documentedForms, newlines: 'collapsed' } as const;
    const request: ResearchRequest = {
      input: guideQuestions[0],
      processor: 'pro',
      output: { kind: 'text' },
      sourcePolicy: null,
    };
    assert.match(textOf(new Researcher(corpus, forms).research(request, [])), /\S ## Summary/);
  });

  it('has an answer to any input, the same one each time', () => {
    const words = corpus.flatMap(({ sentences }) => sentences.join(' ').split(' '));
    const question = fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 200 }),
      fc.array(fc.constantFrom(...words), { maxLength: 12 }).map((chosen) => chosen.join(' ')),
    );
    const turn = fc.record({ question, answer: question });
    fc.assert(
      fc.property(
        question,
        fc.array(turn, { maxLength: 3 }),
        fc.constantFrom(...processors),
        (input, chain, processor) => {
          const first = answer(input, chain, processor);
          assert.deepEqual(answer(input, chain, processor), first);
          assert.match(textOf(first), /emulator/);
          assert.equal(first.output.basis.length, 1);
          for (const step of first.steps) assert(step.share > 0 && step.share < 1);
        },
      ),
      { numRuns: 150 },
    );
  });
});
