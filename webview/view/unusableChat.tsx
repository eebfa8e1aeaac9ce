import type { VNode } from 'preact';
import type { Localize } from '../../src/base/localize';

interface UnusableChatProps {
  readonly localize: Localize;
  readonly reload: () => void;
}

/** The last resort, when the chat itself can't be drawn: made of nothing that could fail, so not even of the toolkit. */
export function UnusableChat({ localize, reload }: UnusableChatProps): VNode {
  return (
    <div class="unusable" role="alert">
      <p>{localize("The chat can't be shown because of a bug. Your threads are safe: open another one, or reload.")}</p>
      <button type="button" class="text-button" data-control="reload" onClick={reload}>
        {localize('Reload')}
      </button>
    </div>
  );
}
