import fc from 'fast-check';

export const filler = 'Words that fill a paragraph, so that the text becomes long enough to be cut. '.repeat(20);

/** Pieces of Markdown that could be cut in a wrong place. */
const piece = fc.oneof(
  fc.constantFrom(
    `${filler}\n\n`,
    `# Heading\n\n${filler}\n\n`,
    `Setext heading\n===\n\n`,
    `- item\n\n  still the item\n\n- another\n\n`,
    `1. one\n\n   ${filler}\n2. two\n\n`,
    '```\n\nNot a paragraph\n\n# Not a heading\n```\n\n',
    '~~~~\n```\n\nStill code\n\n~~~\n\n~~~~\n\n',
    '- ```\n\n  code in a list\n\nA paragraph after it\n\n',
    '1. list\n\n   ```js\n\n   code in a list\n   ```\n\n',
    '   ```\n\nCode in an indented fence\n\n   ```\n\n',
    '> quoted\n\nNot quoted\n\n',
    '> ```\n> code\n\nNot code\n\n',
    '    indented code\n\n    more of it\n\n',
    '| a | b |\n|---|---|\n| c | d |\n\n',
    'Ünïcode begins a paragraph\n\n',
    '***\n\n',
    '`` ` ``` not a fence ` ``\n\n',
    '```inline``` code\n\n',
    'text\n',
    '\n',
    '```\n',
    '~~~\n',
  ),
  fc.constant('lazy\n').map((line) => `> ${line}${line}\n`),
);

/** Texts made of them. */
export const markdown = fc.array(piece, { maxLength: 60 }).map((pieces) => pieces.join(''));
