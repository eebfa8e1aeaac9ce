import { visibleLine } from '../../markdown/visible';
import type { AttemptId, InteractionId, RunId, TurnId } from '../thread/ids';

/**
 * What is well-formed, whoever wrote it: a person, a setting, another extension, the API, a stored record, an imported file.
 * Every decoder reads with these functions, so that a thread holds nothing from a file that could not have been entered.
 */

/** The longest question that is kept, with whatever is attached to it; what the API takes is shorter. */
export const longestText = 200_000;
const longestTitle = 500;
const mostInName = 200;

/** Printable ASCII, and no part of a path that leads elsewhere. */
const externalId = /^(?!\.{1,2}$)[\x21-\x7e](?:[\x20-\x7e]*[\x21-\x7e])?$/;
/** Ids of our own, and of what earlier versions wrote: nothing in them means anything to a path, a URL or a text. */
const ownId = /^[a-z0-9](?:[a-z0-9 .:/_-]*[a-z0-9])?$/i;
/** Names of processors and models. Unknown ones are well-formed too: later versions know more of them. */
const engineName = /^[a-z0-9](?:[a-z0-9 ._:/@+-]*[a-z0-9])?$/i;

function fits(text: unknown, shape: RegExp): text is string {
  return typeof text === 'string' && text.length <= mostInName && shape.test(text);
}

/** Whether a value can be the id of a turn. */
export function isTurnId(value: unknown): value is TurnId {
  return fits(value, ownId);
}

/** Whether a value can be the id of an attempt. */
export function isAttemptId(value: unknown): value is AttemptId {
  return fits(value, ownId);
}

/** Whether a value can be the id of a run. `parallel/` is stricter about what it makes a part of a URL's path. */
export function isRunId(value: unknown): value is RunId {
  return fits(value, externalId);
}

/** Whether a value can be the id of an interaction. */
export function isInteractionId(value: unknown): value is InteractionId {
  return fits(value, externalId);
}

/** The name of a processor or model; empty for what cannot be one, so that it is shown as unknown and never sent. */
export function readEngineName(text: string): string {
  return fits(text, engineName) ? text : '';
}

/** A thread's title on one line; empty for none. */
export function readTitle(text: string): string {
  return shortenedTo(longestTitle, text.replace(/\s+/g, ' ').trim());
}

/** A question, or a text that goes along with one. */
export function readText(text: string): string {
  return shortenedTo(longestText, text);
}

/** The name of an attached document, on one line. */
export function readLabel(text: string): string {
  return shortenedTo(longestTitle, visibleLine(text));
}

/** A text of at most so many UTF-16 code units, with an ellipsis at the end of a longer one. */
function shortenedTo(longest: number, text: string): string {
  return text.length <= longest ? text : `${text.slice(0, longest - 1).replace(/[\ud800-\udbff]$/, '')}…`;
}
