import { visibleLine } from '../markdown/visible';

/** Shorter than what every file system takes, with room for a folder above it and an ending behind it. */
const longestName = 80;

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
  const stem = stemOf(title);
  const keys = new Set(Array.from(taken, keyOf));
  let name = stem + ending;
  for (let number = 2; keys.has(keyOf(name)); number += 1) name = `${stem} (${number})${ending}`;
  return name;
}

/** Two names with the same key can be the same file: most systems tell neither letter case nor composed characters apart. */
function keyOf(name: string): string {
  return name.normalize('NFKC').toLowerCase().toUpperCase().normalize('NFKC');
}

function stemOf(title: string): string {
  const words = visibleLine(title)
    .normalize('NFC')
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
