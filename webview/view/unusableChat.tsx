import type { VNode } from 'preact';
import type { PageStrings } from '../../src/protocol/pageStrings';

interface UnusableChatProps {
  readonly strings: PageStrings;
  readonly reload: () => void;
}

/** The last resort, when the chat itself can't be drawn: made of nothing that could fail, so not even of the toolkit. */
export function UnusableChat({ strings, reload }: UnusableChatProps): VNode {
  return (
    <div class="unusable" role="alert">
      <p>{strings.unusableChat}</p>
      <button type="button" class="text-button" data-control="reload" onClick={reload}>
        {strings.reload}
      </button>
    </div>
  );
}
