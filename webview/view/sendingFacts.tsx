import { format } from '../../src/base/localize';
import type { PageStrings } from '../../src/protocol/pageStrings';
import type { VNode } from 'preact';
import type { ComposerView } from '../../src/protocol/viewState';
import { Icon, Separator } from './controls';
import { useEngine, useStrings } from './services';
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
  const strings = useStrings();
  const [, send] = useRequest();
  const engine = useEngine(composer.engine);
  const { room, spent, contextNote } = composer;
  return (
    <p class="sending-facts">
      {asking.state === 'pending' ? (
        strings.sending
      ) : (
        <>
          {engine && (
            <span>
              {engine.price}
              <Separator />
              {format(strings.usually, engine.usualTime)}
            </span>
          )}
          {spent !== null && (
            <button
              type="button"
              class="text-button"
              title={strings.showSpending}
              onClick={() => send({ kind: 'showSpending' })}
            >
              {spent}
            </button>
          )}
          {Math.max(length, shortestQuestion) > room ? (
            <TooLong composer={composer} over={Math.max(length, shortestQuestion) - room} />
          ) : (
            length > room * nearlyFull && <span>{charactersLeft(room - length, strings)}</span>
          )}
          {contextNote !== null && <span dir="auto">{contextNote}</span>}
          {composer.waits === 'forAnswer' && <span>{strings.waitsForAnswer}</span>}
          {composer.waits === 'forPerson' && <span>{strings.waitsForPerson}</span>}
        </>
      )}
    </p>
  );
}

/** By how much a question is too long with what is attached to it, and what helps. */
function TooLong({ composer, over }: { readonly composer: ComposerView; readonly over: number }): VNode {
  const strings = useStrings();
  const advice = (): string => {
    if (composer.contexts.length === 0) return strings.shortenQuestion;
    return composer.room < shortestQuestion ? strings.removeAttachment : strings.shortenOrRemove;
  };
  return (
    <span class="too-long">
      <Icon name="warning" className="icon-warning" />
      {over === 1 ? strings.oneTooLong : format(strings.tooLong, over)} {advice()}
    </span>
  );
}

function charactersLeft(count: number, strings: PageStrings): string {
  return count === 1 ? strings.oneCharacterLeft : format(strings.charactersLeft, count);
}
