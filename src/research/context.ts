/** A part of a document that goes along with a question. */
export interface AttachedContext {
  /** The document's name for people, relative to its workspace folder where it has one: `docs/notes.md`. */
  readonly label: string;
  /** Where the text came from, to show it again; null for a document that was never saved. */
  readonly uri: string | null;
  /** VS Code's language id of the document. */
  readonly languageId: string;
  /** First and last line, counted from 1; null for a whole document. */
  readonly lines: readonly [first: number, last: number] | null;
  readonly text: string;
}

/** The scheme of threads and answers as documents. An attached answer is named by it. */
export const threadScheme = 'research-thread';

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
