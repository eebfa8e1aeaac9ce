import { threadScheme } from './threadScheme';
import { visibleLine } from '../../markdown/visible';
import { readLabel, readText } from '../answer/wellFormed';

/** A part of a document that goes along with a question. */
export interface AttachedContext {
  /** The path within the workspace folder, `docs/notes.md`; only the file's name where it lies in none. */
  readonly label: string;
  /** Where the text came from, to show it again; null for a document that was never saved, and where it was recorded. */
  readonly uri: string | null;
  /** VS Code's language id of the document. */
  readonly languageId: string;
  /** First and last line, counted from 1; null for a whole document. */
  readonly lines: readonly [first: number, last: number] | null;
  readonly text: string;
}

const mostContexts = 100;
const longestUri = 4_000;
/** A URI as VS Code writes one: everything else is escaped in it. */
const uriShape = /^[a-z][a-z0-9+.-]*:[\x21-\x7e]*$/i;
const languageShape = /^[\w.+#-]{0,100}$/;

/**
 * Reads what goes along with a question, whoever says so: an editor, a command's argument, a record, a file. Its text stays;
 * a place that cannot be one is left out.
 */
export function readContext(value: AttachedContext): AttachedContext {
  const { label, uri, languageId, lines, text } = value;
  return {
    label: readLabel(isAnswer(value) ? label : withoutRoot(label)),
    uri: uri !== null && uri.length <= longestUri && uriShape.test(uri) ? uri : null,
    languageId: languageShape.test(languageId) ? languageId : 'plaintext',
    lines: lines && isRange(lines) ? lines : null,
    text: readText(text),
  };
}

/**
 * A context as it is recorded, and so as it stands in exports: without the address of its document, which says where on the
 * person's computer it lies. Its label is enough to find it again there. An attached answer keeps the address of its turn.
 */
export function recordedContext(context: AttachedContext): AttachedContext {
  return isAnswer(context) ? context : { ...context, uri: null };
}

/** The same for anything that a record has in the place of what goes along; what is no such thing is left out. */
export function readRecordedContexts(value: unknown): readonly AttachedContext[] {
  const items: readonly unknown[] = Array.isArray(value) ? value.slice(0, mostContexts) : [];
  return items.flatMap((item) => {
    if (typeof item !== 'object' || item === null) return [];
    const { label, uri, languageId, lines, text }: Readonly<Record<string, unknown>> = { ...item };
    if (typeof text !== 'string') return [];
    return [
      readContext({
        label: textOr(label, ''),
        uri: textOr(uri, null),
        languageId: textOr(languageId, 'plaintext'),
        lines: isPair(lines) ? lines : null,
        text,
      }),
    ];
  });
}

/** A path from a root, in any of the spellings that VS Code and its extensions have for one. */
const rootedPath = /^(?:[\\/~]|[a-z]:[\\/]|[a-z][a-z0-9+.-]+:\/)/i;

/** A label that is a path from a root is only as long as the file's name: where it lies is nobody else's business. */
function withoutRoot(label: string): string {
  return rootedPath.test(label) ? (/[^\\/]+(?=[\\/]*$)/.exec(label)?.[0] ?? '') : label;
}

function textOr<Other>(value: unknown, other: Other): string | Other {
  return typeof value === 'string' ? value : other;
}

function isPair(value: unknown): value is readonly [number, number] {
  return Array.isArray(value) && value.length === 2 && value.every((item) => typeof item === 'number');
}

function isRange([first, last]: readonly [number, number]): boolean {
  return Number.isSafeInteger(first) && Number.isSafeInteger(last) && first >= 1 && first <= last;
}

/** Whether a context is an answer of a thread. */
export function isAnswer({ uri }: Pick<AttachedContext, 'uri'>): boolean {
  return uri?.startsWith(`${threadScheme}:`) ?? false;
}

/** `notes.md:3-9`: how the composer and the turn name a context. */
export function contextTitle(context: Pick<AttachedContext, 'label' | 'lines'>): string {
  if (!context.lines) return context.label;
  const [first, last] = context.lines;
  return first === last ? `${context.label}:${first}` : `${context.label}:${first}-${last}`;
}

/** The same for people, with the path of the document where a record gave it another name. */
export function shownTitle(context: Pick<AttachedContext, 'label' | 'uri' | 'lines'>): string {
  const title = contextTitle(context);
  if (context.uri === null || isAnswer(context)) return title;
  const path = pathIn(context.uri);
  const name = context.label.replaceAll('\\', '/');
  const isItsName = name !== '' && `/${path}`.endsWith(name.startsWith('/') ? name : `/${name}`);
  return isItsName ? title : `${title} (${path})`.trimStart();
}

/** What follows the authority of a URI, as a person reads it. */
export function pathIn(uri: string): string {
  const [, path = uri] = /^[^:]+:(?:\/\/[^/]*)?([^?#]*)/.exec(uri) ?? [];
  try {
    return visibleLine(decodeURIComponent(path));
  } catch {
    return visibleLine(path);
  }
}
