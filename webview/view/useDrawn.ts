import { useEffect } from 'preact/hooks';
import type { ChatServices } from './services';

/** Keeps which thread is shown, and tells the host once a thread that was not shown before is drawn. */
export function useDrawn({ connection, drawing, kept }: ChatServices, threadId: string | null): void {
  useEffect(() => {
    if (threadId === null) return;
    kept.showThread(threadId);
    const waiting = drawing.afterwards(() => connection.tellDrawn(threadId));
    return () => waiting.dispose();
  }, [connection, drawing, kept, threadId]);
}
