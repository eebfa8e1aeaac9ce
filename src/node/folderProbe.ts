import { stat } from 'node:fs/promises';
import { systemClock } from '../base/clock';
import type { FolderProbe, FolderState } from '../journal/workspaces/folderProbe';

/** A share whose server is gone may keep one waiting for minutes. */
const patience = 2_000;

/** Looks at folders of the machine. Never waits longer than two seconds. */
export class NodeFolderProbe implements FolderProbe {
  probe(path: string): Promise<FolderState> {
    return new Promise((resolve) => {
      const timer = systemClock.after(patience, () => resolve({ kind: 'unknown' }));
      void look(path).then((state) => {
        timer.dispose();
        resolve(state);
      });
    });
  }
}

async function look(path: string): Promise<FolderState> {
  try {
    const found = await stat(path, { bigint: true });
    // A file in the place of a folder: the folder is gone.
    return found.isDirectory() ? { kind: 'there', identity: `${found.dev}:${found.ino}` } : { kind: 'gone' };
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : null;
    return { kind: code === 'ENOENT' || code === 'ENOTDIR' ? 'gone' : 'unknown' };
  }
}
