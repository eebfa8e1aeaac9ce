import type { Localize } from '../../../base/localize';
import { inlinesOf } from '../../../markdown/walk';
import type { SourcedAnswer } from '../../../research/answer/sources';
import type { AnswerDetails } from '../../model/insertion';
import { plainTextLines, type PlainTextStyle } from './plainText';
import { blocksOf, plainCitation, sourcesToName } from '../../model/sourceWords';
import { wrap } from '../../model/wrap';

/** An answer as lines of plain text: its body, and the sources that it names, numbered from 1 in the order of the text. */
export function plainAnswer(
  answer: SourcedAnswer,
  details: AnswerDetails,
  width: number | null,
  localize: Localize,
): readonly string[] {
  const blocks = blocksOf(answer);
  const markers = [...inlinesOf(blocks)].flatMap((inline) => (inline.type === 'marker' ? [inline.number] : []));
  const named = sourcesToName(answer.sources);
  const order = [...new Set([...markers, ...named.map(({ number }) => number)])];
  const numbers = new Map(order.map((number, index) => [number, index + 1]));
  const style: PlainTextStyle = { width, citation: (number) => `[${numbers.get(number) ?? number}]` };
  const byNumber = new Map(named.map((source) => [source.number, source]));
  const entries = order.flatMap((number, index) => {
    const source = byNumber.get(number);
    return source ? brokenEntry(`[${index + 1}] ${plainCitation(source, details, localize)}`, width) : [];
  });
  const text = plainTextLines(blocks, style);
  return entries.length === 0 ? text : [...text, '', localize('Sources:'), ...entries];
}

function brokenEntry(entry: string, width: number | null): readonly string[] {
  return width === null ? [entry] : wrap(entry, width, '    ');
}
