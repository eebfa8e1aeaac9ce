import type { ComponentChildren, RefObject, VNode } from 'preact';
import { useMemo } from 'preact/hooks';
import type { TurnView } from '../../src/protocol/viewState';
import { newThread } from '../state/kept';
import { Button } from './controls';
import { memo } from './memo';
import { useStrings, useServices } from './services';
import { Turn } from './turn';
import type { Reading } from './useReadingPlace';
import { Vicinity, VicinityContext } from './vicinity';

interface ThreadProps {
  readonly scroller: RefObject<HTMLDivElement | null>;
  readonly threadId: string | null;
  readonly turns: readonly TurnView[];
  readonly reading: Reading;
  /** What is shown while there are no turns. */
  readonly children: ComponentChildren;
}

/** How many turns at the end, and around the place where somebody left off, are drawn before anything is measured. */
const turnsInSight = 3;

/** The turns of a thread, from the first question to the leaf that is shown. */
export const Thread = memo(function Thread({ scroller, threadId, turns, reading, children }: ThreadProps): VNode {
  const strings = useStrings();
  const { kept } = useServices();
  const vicinity = useMemo(() => new Vicinity(), []);
  const leftAt = turns.findIndex((turn) => turn.id === kept.place(threadId ?? newThread)?.turnId);
  const startsNear = (index: number): boolean =>
    turns.length - index <= turnsInSight || (leftAt >= 0 && Math.abs(index - leftAt) <= turnsInSight);
  return (
    <main class="thread" aria-label={strings.thread}>
      <div ref={scroller} class="scroller" tabIndex={-1}>
        <VicinityContext.Provider value={vicinity}>
          <div class="turns">
            {turns.length === 0
              ? children
              : turns.map((turn, index) => <Turn key={turn.id} turn={turn} startsNear={startsNear(index)} />)}
          </div>
        </VicinityContext.Provider>
      </div>
      {reading.awayFromEnd && (
        <div class="jump">
          <Button
            look="secondary"
            icon="arrow-down"
            iconOnly
            label={strings.jumpToLatest}
            onPress={reading.jumpToEnd}
          />
        </div>
      )}
    </main>
  );
});
