import fc from 'fast-check';
import type { Citation } from '../../../src/research/answer/answer';

/** An answer as a service may write it, and what each of its claims says of its sources. */
export interface GrammaticalAnswer {
  readonly text: string;
  readonly citations: readonly Citation[];
  /** The pages that stand behind a word of the text. */
  readonly claims: readonly { readonly word: string; readonly pages: ReadonlySet<string> }[];
  /** Words behind which nothing is cited. */
  readonly decoys: readonly string[];
  /** Whether every claim can be resolved for certain. */
  readonly isCertain: boolean;
}

const pageOf = (page: number): string => `https://site${page}.example/page/${page}`;

/** Headings of lists of references, in the forms that answers give them; `inline` takes the first entry on its line. */
const headings: readonly (readonly [name: string, write: (name: string) => string])[] = [
  ['atx', (name) => `## ${name}\n\n`],
  ['atxTight', (name) => `### ${name}\n`],
  ['atxColon', (name) => `## ${name}:\n\n`],
  ['numbered', (name) => `## 7. ${name}\n\n`],
  ['bold', (name) => `**${name}**\n\n`],
  ['boldColon', (name) => `**${name}:**\n`],
  ['plainColon', (name) => `${name}:\n`],
  ['setext', (name) => `${name}\n-------\n\n`],
  ['rule', (name) => `---\n\n## ${name}\n\n`],
  ['onlyRule', () => '---\n\n'],
  ['none', () => ''],
];

const unknownNames = ['წყაროები', 'Աղբյուրներ', 'Burimet', 'Foinsí', 'Эх сурвалж'];

const names = [
  ...[
    'References',
    'Sources',
    'Works cited',
    'Quellen',
    'Literaturverzeichnis',
    'Références',
    'Bibliographie',
    'Fuentes',
  ],
  ...['Referências', 'Fonti', 'Bronnen', 'Källor', 'Źródła', 'Источники', 'Джерела', 'Πηγές', 'Kaynaklar', 'المراجع'],
  ...['מקורות', '参考文献', '来源', '出典', '참고문헌', 'संदर्भ', 'Tài liệu tham khảo', 'อ้างอิง'],
  // Of languages that the table of names does not have.
  ...unknownNames,
];

const labels: readonly ((number: number) => string)[] = [
  (number) => `${number}. `,
  (number) => `${number}) `,
  (number) => `[${number}] `,
  (number) => `[${number}]: `,
  (number) => `[^${number}]: `,
  (number) => `- [${number}] `,
  (number) => `* ${number}. `,
  (number) => `【${number}】 `,
  (number) => `［${number}］`,
  (number) => `**${number}.** `,
];

const entries: readonly ((page: number) => string)[] = [
  (page) => `*Report ${page} of the council*. ${pageOf(page)}`,
  (page) => `[Report ${page} of the council](${pageOf(page)})`,
  (page) => `Report ${page} of the council. <${pageOf(page)}>`,
  (page) => `“Report ${page} of the council” – ${pageOf(page)}`,
  (page) => `Report ${page} of the council,\n   ${pageOf(page)}`,
  (page) => pageOf(page),
  (page) => `[Report ${page}](${pageOf(page)}) (2026)`,
];

/** What stands behind the list. */
const tails = [
  '',
  '',
  '\n\n*Abgerufen am 3. März 2026.*',
  '\n\nLast updated in November 2026.',
  '\n\n## Appendix\n\nMore of the method.',
  '\n\n---\n\n© 2026 Example',
];

type MarkerForm = readonly [name: string, write: (numbers: readonly number[], pages: readonly number[]) => string];

/** Forms for any numbers. */
const forms: readonly MarkerForm[] = [
  ['each', (numbers) => numbers.map((number) => `[${number}]`).join('')],
  ['spaced', (numbers) => numbers.map((number) => `[${number}]`).join(' ')],
  ['comma', (numbers) => `[${numbers.join(', ')}]`],
  ['tight', (numbers) => `[${numbers.join(',')}]`],
  ['semicolon', (numbers) => `[${numbers.join('; ')}]`],
  ['footnote', (numbers) => numbers.map((number) => `[^${number}]`).join('')],
  ['lenticular', (numbers) => numbers.map((number) => `【${number}】`).join('')],
  ['fullWidth', (numbers) => numbers.map((number) => `［${number}］`).join('')],
  ['dagger', (numbers) => numbers.map((number) => `【${number}†source】`).join('')],
  ['raised', (numbers) => numbers.map((number) => `^[${number}]^`).join('')],
  ['element', (numbers) => `<sup>${numbers.map((number) => `[${number}]`).join('')}</sup>`],
  [
    'linked',
    (numbers, pages) => numbers.map((number, index) => `[[${number}]](${pageOf(pages[index] ?? 0)})`).join(''),
  ],
];

/** Where a claim may stand; `X` is the claim. */
const places = [
  'X.',
  'X, and more.',
  '- X\n- Nothing else',
  '> X.',
  '### X',
  '**X**',
  '| Claim | Note |\n| --- | --- |\n| X | none |',
  '1. X\n2. Nothing else',
];

const nothing: readonly ((word: string) => string)[] = [
  (word) => `${word} has a 95% CI [1, 5] in all groups.`,
  (word) => `${word} is on a scale of [1–5].`,
  (word) => `In ${word} the code \`list[1]\` and \`[2]\` stand.`,
  (word) => `As ${word} held in [2020] UKSC 5 at [3].`,
  (word) => `The ${word} budget of [2024] was larger.`,
  (word) => `An array ${word} has the element A[1] and x_i[2].`,
  (word) => `See [the ${word} note [1] there](https://elsewhere.example/note).`,
  (word) => `${word}:\n\n\`\`\`markdown\n## References\n1. Spec. https://spec.example/1\n\nSee [1].\n\`\`\``,
  (word) => `${word} is $A[1] + B[2]$ in short.`,
];

interface Claim {
  readonly pages: readonly number[];
  readonly form: number;
  readonly place: number;
  readonly isRange: boolean;
}

const claims = (pages: number): fc.Arbitrary<Claim> =>
  fc.record({
    pages: fc.uniqueArray(fc.integer({ min: 0, max: pages - 1 }), { minLength: 1, maxLength: 3 }),
    form: fc.nat({ max: forms.length - 1 }),
    place: fc.nat({ max: places.length - 1 }),
    isRange: fc.boolean(),
  });

/** Answers with a list of references, whose basis has its own order. */
export const listedAnswers: fc.Arbitrary<GrammaticalAnswer> = fc
  .integer({ min: 2, max: 9 })
  .chain((count) =>
    fc.record({
      count: fc.constant(count),
      numbers: fc.shuffledSubarray(
        Array.from({ length: count * 3 }, (_, index) => index + 1),
        { minLength: count, maxLength: count },
      ),
      isCountedFrom1: fc.boolean(),
      basis: fc.shuffledSubarray(Array.from({ length: count + 2 }, (_, index) => index)),
      claims: fc.array(claims(count), { minLength: 1, maxLength: 6 }),
      decoys: fc.subarray([...nothing.keys()]),
      heading: fc.constantFrom(...headings),
      name: fc.constantFrom(...names),
      label: fc.constantFrom(...labels),
      entry: fc.constantFrom(...entries),
      between: fc.constantFrom('\n', '\n\n'),
      tail: fc.constantFrom(...tails),
    }),
  )
  .map((parts) => {
    const numbers = parts.isCountedFrom1 ? parts.numbers.map((_, page) => page + 1) : [...parts.numbers].sort(byValue);
    // A list without a name is known by what it is made of: pages of the basis, numbered as the markers are.
    const hasName = parts.heading[0] !== 'onlyRule' && parts.heading[0] !== 'none';
    const isKnown = hasName && !unknownNames.includes(parts.name);
    const basis = isKnown ? parts.basis : [...new Set([...parts.basis, ...numbers.keys()])];
    const body = bodyOf(parts.claims, parts.decoys, (page) => numbers[page] ?? 0);
    const list = numbers.map((number, page) => parts.label(number) + parts.entry(page)).join(parts.between);
    return {
      ...body,
      text: `${body.text}\n\n${parts.heading[1](parts.name)}${list}${parts.tail}`,
      citations: basis.map(citationOf),
      isCertain: true,
    };
  });

/** Answers without a list: markers count the basis. */
export const unlistedAnswers: fc.Arbitrary<GrammaticalAnswer> = fc
  .integer({ min: 1, max: 9 })
  .chain((count) =>
    fc.record({
      count: fc.constant(count),
      claims: fc.array(claims(count), { minLength: 1, maxLength: 6 }),
      decoys: fc.subarray([...nothing.keys()]),
      repeated: fc.option(fc.nat({ max: count - 1 })),
    }),
  )
  .map(({ count, claims: made, decoys, repeated }) => {
    const body = bodyOf(made, decoys, (page) => page + 1);
    const pages = Array.from({ length: count }, (_, page) => page);
    return {
      ...body,
      citations: [...pages, ...(repeated === null ? [] : [repeated])].map(citationOf),
      isCertain: true,
    };
  });

function bodyOf(
  made: readonly Claim[],
  decoys: readonly number[],
  numberOf: (page: number) => number,
): Pick<GrammaticalAnswer, 'text' | 'claims' | 'decoys'> {
  const written = made.map(({ pages, form, place, isRange }, index) => {
    const word = `claim${index}`;
    const numbers = pages.map(numberOf);
    const from = Math.min(...numbers);
    const to = Math.max(...numbers);
    const isWhole = isRange && numbers.length > 1 && to - from === numbers.length - 1;
    const marker = isWhole
      ? form % 2 === 0
        ? `[${from}–${to}]`
        : `[${from}]–[${to}]`
      : (forms[form]?.[1](numbers, pages) ?? '');
    return {
      word,
      pages: new Set(pages.map(pageOf)),
      text: (places[place] ?? 'X').replace('X', () => `The ${word} holds ${marker}`),
    };
  });
  const others = decoys.map((index) => ({ word: `decoy${index}`, text: nothing[index]?.(`decoy${index}`) ?? '' }));
  const texts = written.flatMap(({ text }, index) => [text, others[index]?.text ?? '']);
  const rest = others.slice(written.length).map(({ text }) => text);
  return {
    text: [...texts, ...rest].filter((text) => text !== '').join('\n\n'),
    claims: written.map(({ word, pages }) => ({ word, pages })),
    decoys: others.map(({ word }) => word),
  };
}

function citationOf(page: number): Citation {
  return { url: pageOf(page), title: page % 3 === 0 ? null : `Report ${page} of the council`, excerpts: [] };
}

function byValue(one: number, other: number): number {
  return one - other;
}
