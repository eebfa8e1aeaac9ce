import { constants } from 'node:fs';
import { failed, type Result, success } from '../base/result';
import { NotRegularError, openRegular, readToEnd, TooLargeError } from './regularFile';

/** Why a file was not read. */
type UnreadFile =
  | { readonly kind: 'folder' | 'notRegular' }
  | { readonly kind: 'tooLarge'; readonly size: number }
  | { readonly kind: 'failed'; readonly detail: string };

/**
 * Reads a file of this machine that a person or another extension names. Links are followed, as everybody expects of a
 * file of their own; whatever is no regular file, or has more than `longest` bytes, is refused at once and not read.
 */
export async function readChosenFile(file: string, longest: number): Promise<Result<Uint8Array, UnreadFile>> {
  try {
    const handle = await openRegular(file, constants.O_RDONLY, 'followed');
    try {
      return success(await readToEnd(handle, file, 0, longest));
    } finally {
      await handle.close();
    }
  } catch (error) {
    if (error instanceof NotRegularError) return failed({ kind: error.isFolder ? 'folder' : 'notRegular' });
    if (error instanceof TooLargeError) return failed({ kind: 'tooLarge', size: error.size });
    return failed({ kind: 'failed', detail: error instanceof Error ? error.message : String(error) });
  }
}
