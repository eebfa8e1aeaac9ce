import { createContext } from 'preact';
import { useCallback, useContext } from 'preact/hooks';
import { useServices } from './services';

/** The turn whose links are drawn: the host opens only what one of its turns has. */
export const LinkTurnContext = createContext<string | null>(null);

/** Has the host open a link of the turn around, byte for byte. What becomes of it shows in VS Code. */
export function useOpenLink(): (url: string) => void {
  const { connection } = useServices();
  const turnId = useContext(LinkTurnContext);
  return useCallback(
    (url) => {
      if (turnId !== null) connection.request({ kind: 'openLink', turnId, url }, () => undefined);
    },
    [connection, turnId],
  );
}
