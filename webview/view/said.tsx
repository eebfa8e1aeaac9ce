import type { VNode } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { Said as Saying } from '../state/connection';
import { newThread } from '../state/kept';
import { Button, Icon } from './controls';
import { useStrings, useServices } from './services';

/** What was done last or why it was not, and the button that takes it back: between the thread and the composer, over neither. */
export function Said({ threadKey }: { readonly threadKey: string }): VNode | null {
  const { connection, announce } = useServices();
  const strings = useStrings();
  const [said, setSaid] = useState<(Saying & { readonly threadKey: string }) | null>(null);
  useEffect(() => {
    const hearing = connection.onDidSay((saying) => {
      setSaid({ ...saying, threadKey: connection.state?.view.thread?.id ?? newThread });
      announce(saying.sentence);
    });
    return () => hearing.dispose();
  }, [connection, announce]);
  // What was done to one thread is over when another is opened, or a question is asked.
  const isOver = said !== null && said.threadKey !== threadKey;
  useEffect(() => {
    if (isOver) connection.tellHeard(said.id, false);
  }, [connection, isOver, said]);
  if (!said || isOver) return null;
  const close = (pressed: boolean): void => {
    connection.tellHeard(said.id, pressed);
    setSaid(null);
  };
  return (
    <div class="said">
      {said.refused ? <Icon name="warning" className="icon-warning" /> : <Icon name="check" />}
      <span class="said-sentence" dir="auto">
        {said.sentence}
      </span>
      {said.button !== null && (
        <Button look="quiet" label={said.button} control="saidButton" onPress={() => close(true)} />
      )}
      <Button look="quiet" icon="close" iconOnly label={strings.close} onPress={() => close(false)} />
    </div>
  );
}
