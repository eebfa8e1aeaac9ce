import { contextTitle, isAnswer, type AttachedContext } from '../../research/thread/context';

/** What the API takes at most, in characters, for the input and the task specification together. */
export const longestInput = 25_000;

/** What this extension sends at most as input, leaving room for the specification. */
export const longestQuestion = longestInput - 1_000;

/**
 * The text that is researched: the question, then each attached part of a document and each attached answer, named and
 * fenced so that the model can tell the person's question from them.
 */
export function composeInput(question: string, contexts: readonly AttachedContext[]): string {
  const parts = contexts.map((context) => {
    const fence = fenceFor(context.text);
    return `From ${contextTitle(context)}:\n${fence}${context.languageId}\n${withoutLastBreak(context.text)}\n${fence}`;
  });
  if (parts.length === 0) return question;
  const introduction = contexts.some(isAnswer)
    ? 'The question refers to these texts:'
    : 'The question refers to this text from the document being written:';
  return [question, introduction, ...parts].join('\n\n');
}

/** How many characters a question may have beside what is attached to it; below 0 when that alone is too much. */
export function roomBeside(contexts: readonly AttachedContext[]): number {
  return longestQuestion - composeInput('', contexts).length;
}

/** A fence longer than every run of backticks in `text`, so that the text cannot close it (CommonMark 4.5). */
function fenceFor(text: string): string {
  const longest = Math.max(2, ...Array.from(text.matchAll(/`+/g), ([run]) => run.length));
  return '`'.repeat(longest + 1);
}

/** Whole lines are selected with the break after the last of them. */
function withoutLastBreak(text: string): string {
  return text.replace(/\r?\n$/, '');
}
