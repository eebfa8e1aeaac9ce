import type { Localize } from '../../base/localize';
import { attachedNames } from '../../research/thread/attachedNames';
import { quickModels, engineFacts } from '../../research/engine/engine';
import type { TurnId } from '../../research/thread/ids';
import { formatPrice, formatUsualTime, processors } from '../../research/engine/processor';
import type { Thread } from '../../research/thread/thread';
import { contextToInherit, newestLeaf, pathTo } from '../../research/thread/tree';
import { isUnsent, type TurnRequest } from '../../research/thread/turn';
import type { ChatSituation } from '../chatSituation';
import { parentOf } from '../chatSituation';
import { waitingOf } from '../views/conditionView';
import { scopeView } from '../views/scopeView';
import { nextContextNote } from '../views/turnNotes';
import type { AimView, ComposerView, EngineView } from '../../protocol/viewState';

/** Where the next question is written, and everything that decides how it is sent and what it costs. */
export function composerView(situation: ChatSituation, localize: Localize): ComposerView {
  const { thread, contexts, engine, key, service, scope, room, spent } = situation;
  const parentTurnId = parentOf(situation);
  return {
    place: situation.place,
    sending: situation.sending,
    key,
    parentTurnId,
    aim: aimView(thread, situation),
    askedBelow: thread && askedBelow(thread, situation.leafId),
    contextNote: thread && nextContextNote(thread, parentTurnId, localize),
    waits: thread && whatNextWaitsFor(thread, parentTurnId, situation.activity),
    contexts: contextViews(contexts),
    engine,
    processors: researchEngines,
    quickModels: quickEngines,
    ...scopeView(engine.kind === 'research' ? scope : null, localize),
    room,
    spent,
    service,
  };
}

function contextViews(contexts: ChatSituation['contexts']): ComposerView['contexts'] {
  const titles = attachedNames(contexts.map(({ context }) => context));
  return contexts.map(({ id }, index) => ({ id, title: titles[index] ?? '' }));
}

const researchEngines = processors.flatMap(({ name }) => engineView('research', name));
const quickEngines = quickModels.flatMap((name) => engineView('quick', name));

function engineView(kind: TurnRequest['kind'], name: string): EngineView[] {
  const facts = engineFacts({ kind, name });
  if (!facts) return [];
  return [{ name, price: formatPrice(facts.mills), usualTime: formatUsualTime(facts.usualSeconds) }];
}

function aimView(thread: Thread | null, { aim, leafId }: Pick<ChatSituation, 'aim' | 'leafId'>): AimView {
  if (aim.kind === 'continue') return aim;
  const turn = thread?.turns.get(aim.turnId);
  if (!turn) return { kind: 'continue' };
  const question = turn.question ?? '';
  if (aim.kind === 'branch') return { kind: 'branch', question, ...(turn.id === leafId && { isLast: true }) };
  return { kind: 'edit', turnId: turn.id, question, unsent: isUnsent(turn) };
}

/** What a question below a turn has to wait for. */
function whatNextWaitsFor(
  thread: Thread,
  parentId: TurnId | null,
  activity: ChatSituation['activity'],
): ComposerView['waits'] {
  const context = contextToInherit(thread, parentId);
  const parent = context.kind === 'pending' ? thread.turns.get(context.turnId) : undefined;
  if (!parent) return null;
  const { state } = parent.attempt.condition;
  const waiting = waitingOf(parent, thread, activity(parent.id));
  const needsPerson = waiting === null ? state === 'unconfirmed' || state === 'detached' : waiting !== 'willBeSent';
  return needsPerson ? 'forPerson' : 'forAnswer';
}

/** The newest turn below the last one that is shown: another window has asked there. */
function askedBelow(thread: Thread, leafId: TurnId | null): ComposerView['askedBelow'] {
  const newest = leafId === null ? null : newestLeaf(thread, leafId);
  if (newest === null || pathTo(thread, leafId).at(-1)?.id === newest) return null;
  return { turnId: newest, question: thread.turns.get(newest)?.question ?? '' };
}
