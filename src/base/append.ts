/**
 * Adds items to the end of a list. `list.push(...items)` would pass each item as an argument, and JavaScript engines refuse
 * calls with more than about a hundred thousand of them.
 */
export function append<Item>(list: Item[], items: Iterable<Item>): void {
  for (const item of items) list.push(item);
}
