import { useEffect } from 'preact/hooks';
import type { ChatServices } from './services';

/** Tells the host once a thread that was not shown before is drawn. */
export function useDrawn({ connection, drawing }: ChatServices, threadId: string | null): void {
  useEffect(() => {
    if (threadId === null) return;
    const waiting = drawing.afterwards(() => connection.tellDrawn(threadId));
    return () => waiting.dispose();
  }, [connection, drawing, threadId]);
}
