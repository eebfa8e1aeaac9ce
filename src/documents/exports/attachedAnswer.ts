import type { Localize } from '../../base/localize';
import { visibleLine } from '../../markdown/visible';
import { writeMarkdown } from '../../markdown/writeMarkdown';
import type { AttachedContext } from '../../research/thread/context';
import type { SourcedAnswer } from '../../research/answer/sources';
import { shorten } from '../../research/thread/thread';
import { sourcesToName, titleOf } from '../model/sourceWords';

/**
 * An earlier answer as it goes along with a question: its text with its markers, and behind it the sources that these name.
 *
 * @param uri names the answer, so that it can be shown again
 */
export function attachedAnswer(
  question: string,
  { blocks, sources }: SourcedAnswer,
  uri: string,
  localize: Localize,
): AttachedContext {
  const list = sourcesToName(sources).map(
    (source) => `[${source.number}] ${titleOf(source)}: ${visibleLine(source.url)}`,
  );
  const body = writeMarkdown(blocks);
  const text = list.length === 0 ? body : [body, localize('Sources:'), ...list].join('\n\n');
  return {
    label: localize('Answer: {0}', shorten(visibleLine(question))),
    uri,
    languageId: 'markdown',
    lines: null,
    text,
  };
}
