import type { RunId } from '../../research/thread/ids';

/** As all known ids look. Nothing promises that they always will. */
const knownForm = /trun_[A-Za-z0-9_-]+/;
/** Anything that can stand in a request's path as it is. */
const anyForm = /^(?!\.+$)[A-Za-z0-9_.~:-]{4,200}$/;

/** The id of a run in what a person pasted: the id itself, or an address or a line that holds one. Null for nothing like it. */
export function runIdIn(text: string): RunId | null {
  const known = knownForm.exec(text)?.[0];
  if (known !== undefined) return known as RunId;
  const trimmed = text.trim();
  return anyForm.test(trimmed) ? (trimmed as RunId) : null;
}
