/**
 * The index of the last item that is within a limit, in a list where none is behind one that is not; -1 where the first one
 * is not. Looks at no more than the logarithm of the list's length.
 */
export function lastIndexUpTo<Item>(list: readonly Item[], isWithin: (item: Item) => boolean): number {
  let within = -1;
  let beyond = list.length;
  while (beyond - within > 1) {
    const middle = (within + beyond) >>> 1;
    const item = list[middle];
    if (item !== undefined && isWithin(item)) within = middle;
    else beyond = middle;
  }
  return within;
}
