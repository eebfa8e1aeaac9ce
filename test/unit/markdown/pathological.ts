/** Texts of one kind that parsers are known to take long over. Each makes a text of about `length` characters. */
export const pathologicalTexts: Readonly<Record<string, (length: number) => string>> = {
  'opening brackets': (length) => filled('[', length),
  'nested brackets': (length) => '['.repeat(length / 2) + ']'.repeat(length / 2),
  'links never closed': (length) => filled('[a](', length),
  'nested links': (length) => `${'['.repeat(length / 5)}a${'](b)'.repeat(length / 5)}`,
  'images never closed': (length) => filled('![', length),
  'markers never closed': (length) => filled('[1, 2', length),
  'one endless marker': (length) => `[${filled('1,', length)}`,
  'emphasis never closed': (length) => filled('*a **b ', length),
  'emphasis never opened': (length) => filled('a**b* ', length),
  'nested emphasis': (length) => '*a '.repeat(length / 6) + 'b* '.repeat(length / 6),
  'delimiters of several kinds': (length) => filled('a*b_c~~', length),
  'backticks of growing length': (length) => staircase((step) => `a${'`'.repeat(step)} `, length),
  'nested quotes': (length) => filled('> ', length),
  'quotes of growing depth': (length) => staircase((step) => `${'>'.repeat(step)} a\n`, length),
  'lazy lines in deep quotes': (length) => `${'> '.repeat(20)}a\n${filled('b\n', length)}`,
  'nested lists': (length) => filled('- ', length),
  'lists of growing depth': (length) => staircase((step) => `${'  '.repeat(step)}- a\n`, length),
  'short items': (length) => filled('- a\n\n', length),
  'wide tables': (length) => `${'|a'.repeat(length / 6)}|\n${'|-'.repeat(length / 6)}|\n${filled('a\n', length / 3)}`,
  'many tables': (length) => filled('a|b\n-|-\n', length),
  'escaped pipes': (length) => `|a|\n|-|\n|${filled('\\|', length)}|`,
  'link definitions': (length) => filled('[a]: b\n', length),
  'definitions never finished': (length) => filled('[a\n', length),
  'uses of one definition': (length) => `[a]: b\n\n${filled('[a] ', length)}`,
  'tags never closed': (length) => filled('<a ', length),
  'comments never closed': (length) => filled('<!--', length),
  entities: (length) => filled('&amp', length),
  backslashes: (length) => filled('\\[', length),
  'bare URLs': (length) => filled('http://', length),
  'a URL of parentheses': (length) => `http://a.example/${filled('(', length)}`,
  'underlined lines': (length) => filled('a\n=\n', length),
  fences: (length) => filled('```\n~~~\n', length),
  spaces: (length) => filled('a      \n', length),
  'one long word': (length) => filled('a', length),
};

function filled(unit: string, length: number): string {
  return unit.repeat(Math.ceil(length / unit.length)).slice(0, length);
}

function staircase(step: (number: number) => string, length: number): string {
  let text = '';
  for (let number = 1; text.length < length; number += 1) text += step(number);
  return text.slice(0, length);
}
