import type { VNode } from 'preact';
import type { ComposerView } from '../../src/protocol/viewState';
import { Icon, Separator } from './controls';
import { useEngine, useLocalize } from './services';
import { type RequestStatus, useRequest } from './useRequest';

interface SendingFactsProps {
  readonly composer: ComposerView;
  /** Of the question, in characters. */
  readonly length: number;
  readonly asking: RequestStatus;
}

/** From so much of the room on it is told how much is left. */
const nearlyFull = 0.8;

/** A question has at least one character, so that what is attached must leave room for that. */
const shortestQuestion = 1;

/** What sending costs and how long it usually takes, what was spent so far, and what is to be known before sending. */
export function SendingFacts({ composer, length, asking }: SendingFactsProps): VNode {
  const localize = useLocalize();
  const [, send] = useRequest();
  const engine = useEngine(composer.engine);
  const { room, spent, contextNote } = composer;
  return (
    <p class="sending-facts">
      {asking.state === 'pending' ? (
        localize('Sending')
      ) : (
        <>
          {engine && (
            <span>
              {engine.price}
              <Separator />
              {localize('usually {0}', engine.usualTime)}
            </span>
          )}
          {spent !== null && (
            <button
              type="button"
              class="text-button"
              title={localize('Show what was spent')}
              onClick={() => send({ kind: 'showSpending' })}
            >
              {spent}
            </button>
          )}
          {Math.max(length, shortestQuestion) > room ? (
            <TooLong composer={composer} over={Math.max(length, shortestQuestion) - room} />
          ) : (
            length > room * nearlyFull && <span>{localize('{0} characters left', room - length)}</span>
          )}
          {contextNote !== null && <span dir="auto">{contextNote}</span>}
          {composer.waits === 'forAnswer' && <span>{localize('Will be sent when the answer above has arrived.')}</span>}
          {composer.waits === 'forPerson' && (
            <span>{localize('The question above needs you first. This one will be sent when it has its answer.')}</span>
          )}
        </>
      )}
    </p>
  );
}

/** By how much a question is too long with what is attached to it, and what helps. */
function TooLong({ composer, over }: { readonly composer: ComposerView; readonly over: number }): VNode {
  const localize = useLocalize();
  const words = (): string => {
    if (composer.contexts.length === 0) return localize('{0} characters too long. Shorten the question.', over);
    return composer.room < shortestQuestion
      ? localize('{0} characters too long. Remove some of what is attached: it leaves no room for a question.', over)
      : localize('{0} characters too long. Shorten the question or remove what is attached.', over);
  };
  return (
    <span class="too-long">
      <Icon name="warning" className="icon-warning" />
      {words()}
    </span>
  );
}
