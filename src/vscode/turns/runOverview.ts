import type { Localize } from '../../base/localize';
import { visibleLine } from '../../markdown/visible';
import { formatDuration } from '../../research/engine/duration';
import type { ThreadId, TurnId } from '../../research/thread/ids';
import { shorten, titleOf, type Thread } from '../../research/thread/thread';
import type { TurnAddress } from '../../runs/send/question';

/** A turn that this window sends or watches. */
export interface RunUnderWay {
  readonly threadId: ThreadId;
  readonly turnId: TurnId;
  /** On one line. */
  readonly title: string;
  readonly question: string;
  readonly isQuick: boolean;
  /** Milliseconds since the epoch. */
  readonly since: number;
}

/** What is known of the turns under way, the one that began first in front. */
export function runsUnderWay(
  addresses: readonly TurnAddress[],
  threadOf: (threadId: ThreadId) => Thread | undefined,
): readonly RunUnderWay[] {
  const runs = addresses.flatMap(({ threadId, turnId }): RunUnderWay[] => {
    const thread = threadOf(threadId);
    const turn = thread?.turns.get(turnId);
    if (!thread || !turn) return [];
    const { request, sentAt, askedAt } = turn.attempt;
    return [
      {
        threadId,
        turnId,
        title: visibleLine(titleOf(thread)),
        question: visibleLine(shorten(turn.question ?? '')),
        isQuick: request.kind === 'quick',
        since: sentAt ?? askedAt,
      },
    ];
  });
  return runs.sort((one, other) => one.since - other.since);
}

/** What the status bar says while there are some: `Researching 2 questions`. */
export function statusText(runs: readonly RunUnderWay[], localize: Localize): string {
  const quick = runs.filter(({ isQuick }) => isQuick).length;
  const research = runs.length - quick;
  if (research === 0) return quick === 1 ? localize('Writing') : localize('Writing {0} answers', quick);
  if (quick > 0) return localize('Researching {0}, writing {1}', research, quick);
  return research === 1 ? localize('Researching') : localize('Researching {0} questions', research);
}

/** One line for each of them, in plain text: `Winter Olympics · 1 min 12 s`. */
export function statusTooltip(runs: readonly RunUnderWay[], now: number, localize: Localize): string {
  const lines = runs.map((run) => `${run.title} · ${elapsed(run, now, localize)}`);
  const hint =
    runs.length === 1 ? localize('Select to show it in the chat.') : localize('Select to choose one to show.');
  return [...lines, hint].join('\n');
}

/** How long it has been going on. */
export function elapsed({ since }: RunUnderWay, now: number, localize: Localize): string {
  return formatDuration(now - since, localize);
}
