import { normalized } from '../../base/normalize';
import { visibleLine } from '../../markdown/visible';

/** Shorter than what every file system takes, with room for a folder above it and an ending behind it. */
const longestName = 80;

/** How much of a title is looked at: what is cut from it may begin with much that cannot be in a name. */
const longestLooked = 10_000;

/** Names that Windows keeps for devices, whatever ending they have. */
const reserved = /^(?:con|prn|aux|nul|conin\$|conout\$|com[\d¹²³]|lpt[\d¹²³])\s*(?:\.|$)/i;

/**
 * A name for a file of a thread, made of its title: one name without any path in it that every file system takes. Titles
 * that are not fit for a name at all become `thread`.
 *
 * @param ending what the name ends with, its full stop among it: `.md`.
 * @param taken names that the folder has, in any letter case; the name gets a number when it would be one of them.
 */
export function fileNameFor(title: string, ending: string, taken: Iterable<string> = []): string {
  return new FileNames(taken).take(title, ending);
}

/** Gives files of a folder names that differ from each other and from those that it has, in any letter case. */
export class FileNames {
  readonly #taken: Set<string>;
  /** The number to try next for a stem, so that the thousandth file of one title is named as fast as the second. */
  readonly #next = new Map<string, number>();

  constructor(taken: Iterable<string> = []) {
    this.#taken = new Set(Array.from(taken, keyOf));
  }

  /** A name as of `fileNameFor`, with a number when it would be one that is taken; from now on it is taken, too. */
  take(title: string, ending: string): string {
    const stem = stemOf(title);
    const whole = keyOf(stem + ending);
    let name = stem + ending;
    let number = this.#next.get(whole) ?? 2;
    for (; this.#taken.has(keyOf(name)); number += 1) name = `${stem} (${number})${ending}`;
    this.#next.set(whole, number);
    this.#taken.add(keyOf(name));
    return name;
  }
}

/** Two names with the same key can be the same file: most systems tell neither letter case nor composed characters apart. */
function keyOf(name: string): string {
  return normalized(normalized(name, 'NFKC').toLowerCase().toUpperCase(), 'NFKC');
}

function stemOf(title: string): string {
  const words = normalized(visibleLine(title.slice(0, longestLooked)), 'NFC')
    // What separates folders, drives and streams, what shells expand, and what Windows forbids.
    .replace(/[\\/:*?"<>|\p{Control}\p{Format}\p{Surrogate}\p{Private_Use}\p{Unassigned}\ufffd]+/gu, ' ')
    .replace(/\s+/g, ' ');
  const cut = Array.from(words).slice(0, longestName);
  // In bytes, too: a name may have 255 of them.
  while (new TextEncoder().encode(cut.join('')).length > 2 * longestName) cut.pop();
  const stem = cut.join('').replace(/^[\s.~-]+|[\s.]+$/g, '');
  if (stem === '') return 'thread';
  return reserved.test(stem) ? `thread ${stem}` : stem;
}
