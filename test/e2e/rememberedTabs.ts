import { waitFor } from '../vscode-host/wait';
import type { WorkbenchWindow } from '../vscode-host/window';

/** Waits until the window would know of its tabs: in a browser VS Code stores that every few seconds. */
export async function rememberedTabs({ page }: WorkbenchWindow, uris: RegExp): Promise<void> {
  await waitFor(`${uris.source} in the memory of the window`, async () =>
    uris.test(await page.evaluate(readMemory)) ? true : undefined,
  );
}

/** What the workbench keeps in this page's databases of the editors that are open. */
async function readMemory(): Promise<string> {
  const done = <Value>(request: IDBRequest<Value>): Promise<Value> =>
    new Promise((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(new Error('The database could not be read.'));
    });
  let found = '';
  for (const { name = '' } of await indexedDB.databases()) {
    const database = await done(indexedDB.open(name));
    for (const store of Array.from(database.objectStoreNames)) {
      const value: unknown = await done(
        database.transaction(store).objectStore(store).get('memento/workbench.parts.editor'),
      );
      if (typeof value === 'string') found += value;
    }
    database.close();
  }
  return found;
}
