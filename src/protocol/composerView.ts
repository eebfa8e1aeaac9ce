import type { Localize } from '../base/localize';
import { shownTitle } from '../research/context';
import { quickModels, engineFacts } from '../research/engine';
import type { TurnId } from '../research/ids';
import { formatPrice, formatUsualTime, processors } from '../research/processor';
import type { Thread } from '../research/thread';
import { contextToInherit } from '../research/tree';
import { isUnsent, type TurnRequest } from '../research/turn';
import type { Aim, ChatSituation } from './chatSituation';
import { parentOf } from './chatSituation';
import { waitingOf } from './conditionView';
import { scopeView } from './scopeView';
import { nextContextNote } from './turnNotes';
import type { AimView, ComposerView, EngineView } from './viewState';

/** Where the next question is written, and everything that decides how it is sent and what it costs. */
export function composerView(situation: ChatSituation, localize: Localize): ComposerView {
  const { thread, contexts, engine, key, service, scope, room, spent, aim } = situation;
  const parentTurnId = parentOf(situation);
  return {
    key,
    parentTurnId,
    aim: aimView(thread, aim),
    contextNote: thread && nextContextNote(thread, parentTurnId, localize),
    waits: thread && whatNextWaitsFor(thread, parentTurnId, situation.activity),
    contexts: contexts.map(({ id, context }) => ({ id, title: shownTitle(context) })),
    engine,
    processors: researchEngines,
    quickModels: quickEngines,
    ...scopeView(engine.kind === 'research' ? scope : null, localize),
    room,
    spent,
    service,
  };
}

const researchEngines = processors.flatMap(({ name }) => engineView('research', name));
const quickEngines = quickModels.flatMap((name) => engineView('quick', name));

function engineView(kind: TurnRequest['kind'], name: string): EngineView[] {
  const facts = engineFacts({ kind, name });
  if (!facts) return [];
  return [{ name, price: formatPrice(facts.mills), usualTime: formatUsualTime(facts.usualSeconds) }];
}

function aimView(thread: Thread | null, aim: Aim): AimView {
  if (aim.kind === 'continue') return aim;
  const turn = thread?.turns.get(aim.turnId);
  if (!turn) return { kind: 'continue' };
  const question = turn.question ?? '';
  if (aim.kind === 'branch') return { kind: 'branch', question };
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
