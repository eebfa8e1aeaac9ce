import * as v from 'valibot';
import type { Localize } from '../../base/localize';

const textOrLines = v.union([
  v.string(),
  v.pipe(
    v.array(v.string()),
    v.transform((lines) => lines.join('')),
  ),
]);

const output = v.object({
  output_type: v.string(),
  text: v.optional(textOrLines),
  data: v.optional(v.record(v.string(), v.unknown())),
  ename: v.optional(v.string()),
  evalue: v.optional(v.string()),
});

const notebook = v.object({
  cells: v.array(
    v.object({
      cell_type: v.string(),
      source: v.optional(textOrLines, ''),
      outputs: v.optional(v.array(v.unknown()), []),
    }),
  ),
  metadata: v.optional(
    v.object({
      kernelspec: v.optional(v.object({ language: v.optional(v.string()) })),
      language_info: v.optional(v.object({ name: v.optional(v.string()) })),
    }),
    {},
  ),
});

/**
 * What a Jupyter notebook says, as Markdown: its text, its code, and what that printed. Pictures and everything else that is
 * no text are named in its place. Null for what is no notebook.
 */
export function notebookText(json: string, localize: Localize): string | null {
  const decoded = v.safeParse(notebook, parsed(json));
  if (!decoded.success) return null;
  const { cells, metadata } = decoded.output;
  const language = metadata.language_info?.name ?? metadata.kernelspec?.language ?? 'python';
  const parts = cells.flatMap(({ cell_type: kind, source, outputs }) => {
    if (kind === 'markdown') return [withoutPictures(source, localize)];
    if (kind !== 'code') return [fenced(source, '')];
    return [fenced(source, language), ...outputs.map((each) => outputText(each, localize))];
  });
  return parts
    .map((part) => part.trim())
    .filter(Boolean)
    .join('\n\n');
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return null;
  }
}

function outputText(given: unknown, localize: Localize): string {
  const decoded = v.safeParse(output, given);
  if (!decoded.success) return '';
  const { text, data, ename, evalue } = decoded.output;
  if (text !== undefined) return fenced(withoutColors(text), '');
  if (ename !== undefined) return fenced(`${ename}: ${withoutColors(evalue ?? '')}`, '');
  const isPicture = Object.keys(data ?? {}).some((type) => type.startsWith('image/'));
  if (isPicture) return localize('[picture]');
  const plain = v.safeParse(textOrLines, data?.['text/plain']);
  return plain.success ? fenced(withoutColors(plain.output), '') : '';
}

/** Pictures that stand in the text itself, as `data:` addresses. */
function withoutPictures(markdown: string, localize: Localize): string {
  return markdown.replace(
    /!\[([^\]]*)\]\((?:data|attachment):[^)]*\)/g,
    (_, name: string) => name || localize('[picture]'),
  );
}

function withoutColors(text: string): string {
  return text.replace(/\u001b\[[\d;]*[A-Za-z]/g, '');
}

function fenced(text: string, language: string): string {
  if (text.trim() === '') return '';
  let longest = 2;
  for (const [run] of text.matchAll(/`+/g)) longest = Math.max(longest, run.length);
  const fence = '`'.repeat(longest + 1);
  return `${fence}${language}\n${text.replace(/\n$/, '')}\n${fence}`;
}
