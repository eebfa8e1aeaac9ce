import { format } from '../../src/base/localize';
import type { RefObject } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { ComposerView } from '../../src/protocol/viewState';
import { useStrings, useServices } from './services';
import { type RequestStatus, statusAfter } from './useRequest';

interface Asking {
  readonly composer: ComposerView;
  readonly threadId: string | null;
}

/** What came of the question that was sent last from a place. */
interface Asked {
  readonly place: string;
  readonly status: RequestStatus;
}

/**
 * Sends what stands in the composer, with what the person saw when pressing Send. The question leaves the composer at once;
 * the host puts it back where it was not taken.
 */
export function useAsk({ composer, threadId }: Asking): readonly [RequestStatus, (question: string) => void] {
  const { connection, announce, drafts } = useServices();
  const strings = useStrings();
  const [asked, setAsked] = useState<Asked | null>(null);
  const pending = useRef(new Set<string>());
  const { place } = composer;
  const shown = useLatest(place);

  const ask = (question: string): void => {
    if (pending.current.has(place)) return;
    pending.current.add(place);
    setAsked({ place, status: { state: 'pending' } });
    const request = {
      kind: 'ask',
      place,
      threadId,
      parentTurnId: composer.parentTurnId,
      editedTurnId: composer.aim.kind === 'edit' ? composer.aim.turnId : null,
      question: question.trim(),
      engine: composer.engine,
      contextIds: composer.contexts.map((context) => context.id),
    } as const;
    connection.request(request, (end) => {
      pending.current.delete(place);
      if (end.kind !== 'timedOut') drafts.settle(place);
      const status = statusAfter(end, strings.notResponding);
      const isElsewhere = shown.current !== place && status.state === 'refused';
      const told = isElsewhere ? { ...status, message: format(strings.otherNotSent, status.message) } : status;
      setAsked({ place: shown.current, status: told });
      if (told.state === 'refused') announce(told.message);
    });
    drafts.take(place);
  };
  const status = asked?.place === place ? asked.status : idle;
  return [pending.current.has(place) ? { state: 'pending' } : status, ask];
}

const idle: RequestStatus = { state: 'idle' };

function useLatest<Value>(value: Value): RefObject<Value> & { current: Value } {
  const latest = useRef(value);
  useEffect(() => {
    latest.current = value;
  });
  return latest;
}
