import fc from 'fast-check';
import type { Source, SourcedAnswer } from '../../../src/research/answer/sources';
import { source, sourced } from './documentBuilders';

const pieces = [
  ...['<?php ', '<?=', '<%', '%>', '{%', '{#', '#{', '{!!', '@(', '*@', '@*', '@x', '=#', '#=', '<#', '#>', '--[['],
  ...['# -*- coding: rot13 -*-', 'encoding=rot13', 'coding', '=', 'https://example.com/?encoding=rot13', '/// script'],
  ...['%COMSPEC%', '\\\n', '??/\n', '&#10;', '&#x2028;', '<br>', '\t', '\u2066', '\u200b', '\ufeff', '\ud800', '👩‍👩‍👧'],
  ...['#!/bin/sh', 'go:build ignore', '+build ignore', '#region', '/ <reference path="x"/>', 'sourceMappingURL=x'],
  ...[
    '*/',
    '/*',
    '-->',
    '--!>',
    '<!--',
    '--',
    '"""',
    "'''",
    '"',
    "'",
    '`',
    '${',
    '}',
    '?>',
    '<?',
    ']]',
    ']]>',
    '(*',
    '*)',
    '#',
  ],
  ...[
    '\\',
    '\\u000a',
    '\\u002a\\u002f',
    '??/',
    '\u2028',
    '\u2029',
    '\u0085',
    '\u000b',
    '\u000c',
    '\r',
    '\u202e',
    '\u0000',
  ],
  ...[
    '</script>',
    '<b>',
    '&',
    '%',
    '%~x',
    ' _',
    '^',
    '//',
    '@ts-ignore',
    'eslint-disable',
    'vim: x',
    '-*- x -*-',
    'type: x',
  ],
  ...[
    '[1]',
    '[^1]',
    '[^1]: x',
    '[2] ',
    '[',
    ']',
    '(',
    ')',
    '|',
    '**',
    '_',
    '~~',
    '# ',
    '- ',
    '1. ',
    '> ',
    '```\n',
    '| a | b |\n|---|---|\n| ',
  ],
  ...[
    'https://example.com/*/a',
    'https://example.com/--/b',
    ' ',
    '\n',
    '\n\n',
    'word ',
    'import ',
    'export const a = 1',
    'end',
    '---',
    '===',
    '    ',
    ':',
    '$$',
    '{{',
    '漢字',
  ],
] as const;

/** Texts made to break out of whatever they are put into. */
export const hostileTexts = fc.array(fc.constantFrom(...pieces), { maxLength: 25 }).map((parts) => parts.join(''));

export const hostileSources: fc.Arbitrary<Source> = fc
  .record({
    number: fc.integer({ min: 1, max: 3 }),
    title: fc.option(hostileTexts),
    url: fc.oneof(
      fc.webUrl(),
      fc.constantFrom('https://example.com/*/a', 'https://example.com/a)b "c"', 'x', 'javascript:a'),
      hostileTexts.map((text) => `https://example.com/${text}`),
    ),
    standing: fc.constantFrom('cited' as const, 'read' as const),
  })
  .map(({ number, ...known }) => source(number, known));

/** Answers made to break out of whatever they are put into. */
export const hostileAnswers: fc.Arbitrary<SourcedAnswer> = fc
  .tuple(hostileTexts, fc.uniqueArray(hostileSources, { maxLength: 3, selector: ({ number }) => number }))
  .map(([body, list]) => sourced(body, ...list));
