import { useState } from 'preact/hooks';
import type { PickerGroup, PickerOption } from './pickerOptions';

/** Which options of a long list are shown: a few at first, all on wish, and those that typing leaves of all. */
export interface Filter {
  readonly groups: readonly PickerGroup[];
  readonly typed: string;
  /** Narrows the list by one more letter; the first option that is left, undefined where none would be. */
  readonly add: (letter: string) => string | undefined;
  /** Takes the last letter back; the first option that is shown then. */
  readonly erase: () => string | undefined;
  readonly showAll: () => void;
  readonly reset: () => void;
}

/** @param all absent for a list that is short enough to be shown whole; letters then narrow nothing. */
export function useFilter(few: readonly PickerGroup[], all: readonly PickerGroup[] | undefined): Filter | null {
  const [{ typed, showsAll }, set] = useState({ typed: '', showsAll: false });
  if (!all) return null;
  const shown = (letters: string): readonly PickerGroup[] => {
    if (letters !== '') return matching(all, letters);
    return showsAll ? all : few;
  };
  const type = (letters: string): string | undefined => {
    const first = shown(letters)[0]?.options[0]?.name;
    if (first !== undefined) set({ typed: letters, showsAll });
    return first;
  };
  return {
    groups: shown(typed),
    typed,
    add: (letter) => type(typed + letter.toLowerCase()),
    erase: () => type(typed.slice(0, -1)),
    showAll: () => set({ typed: '', showsAll: true }),
    reset: () => set({ typed: '', showsAll: false }),
  };
}

function matching(groups: readonly PickerGroup[], letters: string): readonly PickerGroup[] {
  return groups
    .map((group) => ({ ...group, options: group.options.filter((option) => begins(option, letters)) }))
    .filter(({ options }) => options.length > 0);
}

/** Whether a word of an option begins with the letters. */
function begins({ name, keywords = '' }: PickerOption, letters: string): boolean {
  return [name, keywords, ...keywords.split(' ')].some((word) => word.toLowerCase().startsWith(letters));
}
