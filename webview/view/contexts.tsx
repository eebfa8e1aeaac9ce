import { format } from '../../src/base/localize';
import type { VNode } from 'preact';
import type { ContextView } from '../../src/protocol/viewState';
import { Icon, Refusal } from './controls';
import { useStrings } from './services';
import { useRequest } from './useRequest';

interface ContextsProps {
  readonly contexts: readonly ContextView[];
  /** The turn that they went along with; null for those of the next question, which can be removed. */
  readonly turnId: string | null;
}

/** The document parts that go along with a question. */
export function Contexts({ contexts, turnId }: ContextsProps): VNode | null {
  const strings = useStrings();
  const [status, send] = useRequest();
  if (contexts.length === 0) return null;
  return (
    <>
      <ul class="contexts" aria-label={strings.attachedContext}>
        {contexts.map((context) => (
          <li key={context.id} class="context">
            <button
              type="button"
              class="context-title"
              title={format(strings.showContext, context.title)}
              onClick={() => send({ kind: 'showContext', turnId, contextId: context.id })}
            >
              <Icon name="file" />
              <bdi>{context.title}</bdi>
            </button>
            {turnId === null && (
              <button
                type="button"
                class="context-remove"
                title={strings.remove}
                aria-label={format(strings.removeContext, context.title)}
                onClick={() => send({ kind: 'removeContext', contextId: context.id })}
              >
                <Icon name="close" />
              </button>
            )}
          </li>
        ))}
      </ul>
      <Refusal status={status} />
    </>
  );
}
