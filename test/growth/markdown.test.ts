import { describeGrowth, describeLongTexts } from './describeGrowth';
import { markdownReaders } from './markdownReaders';
import { parseMarkdown } from '../../src/markdown/parse';
import { writeMarkdown } from '../../src/markdown/writeMarkdown';

describe('Reading and writing Markdown', () => {
  describeGrowth(markdownReaders, { fragments: 10 });

  const cheap = ['visibleText', 'hasInvisible', 'restoreLineBreaks', 'escapeLineStart', 'splitTrailingGroups'];
  describeLongTexts(
    Object.fromEntries(Object.entries(markdownReaders).filter(([name]) => cheap.includes(name))),
    10_000_000,
  );
  describeLongTexts(
    {
      'a code block': (text) => () => writeMarkdown([{ type: 'code', language: null, text }]),
      'what is too long to parse': (text) => () => writeMarkdown(parseMarkdown(text)),
    },
    2_000_000,
  );
});
