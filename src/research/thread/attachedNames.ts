import { pathIn, shownTitle, type AttachedContext } from './context';

type Named = Pick<AttachedContext, 'label' | 'uri' | 'lines'>;

/**
 * How texts that go along with one question are named beside each other: those that would have one name have as much of
 * their folder behind it as tells them apart, or else a number.
 */
export function attachedNames(contexts: readonly Named[]): readonly string[] {
  const titles = contexts.map(shownTitle);
  const folders = contexts.map(({ uri }) => (uri === null ? [] : foldersOf(uri)));
  const names = titles.map((title, index) => {
    const rivals = folders.filter((_, other) => other !== index && titles[other] === title);
    const own = folders[index] ?? [];
    const folder = rivals.length === 0 ? '' : tellingFolder(own, rivals);
    return folder === '' ? title : `${title} · ${folder}`;
  });
  return numbered(names);
}

function foldersOf(uri: string): readonly string[] {
  return pathIn(uri).split('/').filter(Boolean).slice(0, -1);
}

/** The last folders of a path, as few as no other path ends with. */
function tellingFolder(own: readonly string[], others: readonly (readonly string[])[]): string {
  for (let length = 1; length <= own.length; length += 1) {
    const end = own.slice(-length).join('/');
    if (others.every((other) => other.slice(-length).join('/') !== end)) return end;
  }
  return '';
}

function numbered(names: readonly string[]): readonly string[] {
  const seen = new Map<string, number>();
  return names.map((name) => {
    const count = (seen.get(name) ?? 0) + 1;
    seen.set(name, count);
    return count === 1 ? name : `${name} (${count})`;
  });
}
