import type { RefObject } from 'preact';
import { useState } from 'preact/hooks';
import type { MapRowView } from '../../src/protocol/viewState';

export interface TreeKeys {
  /** The row that Tab leads to. */
  readonly tabStop: string | undefined;
  readonly onKeyDown: (event: KeyboardEvent) => void;
  readonly onFocusIn: (event: FocusEvent) => void;
}

/**
 * The keys of a tree of which every row is open: https://www.w3.org/WAI/ARIA/apg/patterns/treeview/
 * Up and down go from row to row, left to where the row's direction parts from others, right to the first that parts below.
 *
 * @param start the row that Tab leads to at first
 */
export function useTreeKeys(
  rows: readonly MapRowView[],
  start: string | null,
  tree: RefObject<HTMLElement | null>,
  choose: (turnId: string) => void,
): TreeKeys {
  const [visited, setVisited] = useState<string | null>(null);
  const has = (turnId: string | null): boolean => rows.some((row) => row.turnId === turnId);
  const tabStop = (has(visited) ? visited : has(start) ? start : rows[0]?.turnId) ?? undefined;

  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const index = rows.findIndex(({ turnId }) => turnId === tabStop);
    if (event.key === 'Enter' || event.key === ' ') {
      if (tabStop !== undefined) choose(tabStop);
    } else {
      const target = targetOf(event.key, rows, index);
      if (target === null) return;
      tree.current?.querySelectorAll<HTMLElement>('[role="treeitem"]')[target]?.focus();
    }
    event.preventDefault();
    event.stopPropagation();
  };
  const onFocusIn = ({ target }: FocusEvent): void => {
    if (target instanceof HTMLElement) setVisited(target.getAttribute('data-row'));
  };
  return { tabStop, onKeyDown, onFocusIn };
}

/** The index of the row that a key leads to; the row's own where there is none, null for a key without meaning. */
function targetOf(key: string, rows: readonly MapRowView[], index: number): number | null {
  const level = rows[index]?.level ?? 0;
  switch (key) {
    case 'ArrowDown':
      return Math.min(rows.length - 1, index + 1);
    case 'ArrowUp':
      return Math.max(0, index - 1);
    case 'Home':
      return 0;
    case 'End':
      return rows.length - 1;
    case 'ArrowLeft':
      return Math.max(
        0,
        rows.findLastIndex((row, at) => at < index && row.level < level),
      );
    case 'ArrowRight':
      return (rows[index + 1]?.level ?? 0) > level ? index + 1 : index;
    default:
      return null;
  }
}
