/** Words that carry no subject: they are left out of queries, or nearly every passage would match. */
const functionWords = new Set(
  (
    'a about all also am an and any are as at be been being but by can could did do does doing done each either else ' +
    'for from give had has have having he her here hers him his how i if in into is it its itself just let like list ' +
    'many may me might more much must my no nor not of on one ones only or other our out overview please shall she ' +
    'should show so some such tell than that the their them then there these they this those to too two up very was ' +
    'we were what when where which while who whom whose why will with would you your ' +
    'compare compared compares comparing comparison describe difference differences differ different explain ' +
    'find main mainly map name names summarise summarize top use used uses using versus vs work works working'
  ).split(' '),
);

/** Irregular forms and short names that no ending explains. */
const sameWord: ReadonlyMap<string, string> = new Map([
  ['won', 'win'],
  ['winner', 'win'],
  ['winners', 'win'],
  ['took', 'take'],
  ['taken', 'take'],
  ['held', 'hold'],
  ['began', 'begin'],
  ['written', 'write'],
  ['wrote', 'write'],
  ['postgres', 'postgresql'],
  ['k8s', 'kubernetes'],
  ['golang', 'go'],
  ['wasm', 'webassembly'],
  ['driverless', 'autonomous'],
  ['cars', 'vehicle'],
  ['car', 'vehicle'],
  ['tallest', 'highest'],
  ['runner', 'second'],
  ['2nd', 'second'],
  ['1st', 'first'],
  ['3rd', 'third'],
]);

/**
 * The terms of a text for ranking: lower case, without accents, function words and endings; in order, with repetitions.
 * `US`, `USA` and `U.S.` in capitals count as United States.
 */
export function termsOf(text: string): string[] {
  const named = text.replace(/\b(?:U\.S\.A\.|U\.S\.|USA|US)(?![\w.])/g, 'United States');
  const plain = named
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/['’]s\b/g, '');
  const words = plain.match(/[\p{L}\p{N}]+/gu) ?? [];
  return words.filter((word) => !functionWords.has(word)).map(stem);
}

/** The years from 1800 to 2099 that a text names. */
export function yearsIn(text: string): ReadonlySet<string> {
  return new Set(text.match(/\b(?:18|19|20)\d\d\b/g) ?? []);
}

/** How often each term occurs. */
export function countTerms(terms: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const term of terms) counts.set(term, (counts.get(term) ?? 0) + 1);
  return counts;
}

/** Where `name` stands in `text` as whole words, in any case unless it is as short as `Go`; -1 when it does not. */
export function positionOfName(text: string, name: string): number {
  const escaped = name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return text.search(new RegExp(`(?<![\\p{L}\\p{N}])${escaped}(?![\\p{L}\\p{N}])`, name.length > 2 ? 'iu' : 'u'));
}

/** Light stemming: plurals, `-ed`, `-ing` and a final `e`. Enough to let a question meet a sentence. */
function stem(word: string): string {
  const usual = sameWord.get(word) ?? word;
  if (usual.length <= 3 || /\d/.test(usual)) return usual;
  return withoutFinalE(withoutEnding(singular(usual)));
}

function singular(word: string): string {
  if (word.endsWith('ies') && word.length > 4) return `${word.slice(0, -3)}y`;
  if (/(?:ss|sh|ch|x|z)es$/.test(word)) return word.slice(0, -2);
  return /[^suia]s$/.test(word) ? word.slice(0, -1) : word;
}

function withoutEnding(word: string): string {
  const stripped = word.replace(/(?:ing|ed)$/, '');
  if (stripped === word || stripped.length < 3 || !/[aeiouy]/.test(stripped)) return word;
  return /([bdgmnprt])\1$/.test(stripped) ? stripped.slice(0, -1) : stripped;
}

function withoutFinalE(word: string): string {
  return word.length > 4 && word.endsWith('e') ? word.slice(0, -1) : word;
}
