import type { VNode } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { Event } from '../../src/base/event';

/** What a screen reader says, politely: each sentence once. */
export function Announcer({ sentences }: { readonly sentences: Event<string> }): VNode {
  const [said, setSaid] = useState({ count: 0, sentence: '' });
  useEffect(() => {
    const hearing = sentences((sentence) => setSaid(({ count }) => ({ count: count + 1, sentence })));
    return () => hearing.dispose();
  }, [sentences]);
  return (
    <div class="visually-hidden" role="status" aria-live="polite">
      {said.sentence !== '' && <p key={said.count}>{said.sentence}</p>}
    </div>
  );
}
