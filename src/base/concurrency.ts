/**
 * Calls `work` with every item, at most `atOnce` of them at a time: enough to keep a disk busy, few enough for what a
 * process may have open. Resolves with the results in the order of the items; rejects as soon as one does.
 */
export async function mapInParallel<Item, Value>(
  items: readonly Item[],
  atOnce: number,
  work: (item: Item) => Promise<Value>,
): Promise<readonly Value[]> {
  const results: Value[] = [];
  const waiting = items.entries();
  const worker = async (): Promise<void> => {
    for (const [index, item] of waiting) results[index] = await work(item);
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, items.length) }, worker));
  return results;
}
