import { failed, type Result, success } from '../../base/result';
import { recordedContext } from '../../research/thread/context';
import { type Engine, engineFacts, engineOf, isSameEngine, requestTo } from '../../research/engine/engine';
import type { AttemptId, TurnId } from '../../research/thread/ids';
import { canBeSentAgain, scopeOf, type Turn } from '../../research/thread/turn';
import type { PatientSending } from './patientSending';
import { type AskFailure, checkQuestion, type Question, type TurnAddress } from './question';
import type { RunsOptions } from '../ports/runsOptions';
import type { UnsentQuestions } from './unsentQuestions';

export interface AskedQuestionsOptions extends Pick<RunsOptions, 'log' | 'copies' | 'newId'> {
  /** What is recorded goes on from here. */
  readonly unsent: UnsentQuestions;
  readonly patientSending: Pick<PatientSending, 'takeBack'>;
  /** Whether this window sends or watches a turn. */
  readonly isWorkedOn: (turnId: TurnId) => boolean;
}

/** Records what a person asks, and asks again; whatever is sent was recorded first. */
export class AskedQuestions {
  readonly #options: AskedQuestionsOptions;

  constructor(options: AskedQuestionsOptions) {
    this.#options = options;
  }

  /** Records a question; resolves when it is safe. It is sent at once, or when the turn it builds on is answered. */
  async ask(question: Question): Promise<Result<TurnAddress, AskFailure>> {
    const problem = checkQuestion(question);
    if (problem) return failed(problem);
    const { log, newId, unsent } = this.#options;
    if (question.threadId && !(await log.load(question.threadId))) return failed({ kind: 'unknownThread' });
    const threadId = question.threadId ?? log.newThreadId();
    const turnId = newId() as TurnId;
    const { parentId, context, request } = question;
    const recorded = await log.append(threadId, {
      kind: 'asked',
      turnId,
      parentId,
      question: question.text.trim(),
      context: context.map(recordedContext),
      attemptId: newId() as AttemptId,
      request,
    });
    if (!recorded.ok) return failed({ kind: 'notRecorded', message: recorded.failure.message });
    unsent.advance({ threadId, turnId });
    return success({ threadId, turnId });
  }

  /** Sends a question that has no answer: one that failed, broke off, was not confirmed, or was never sent. */
  async send(address: TurnAddress, engine: Engine): Promise<Result<TurnAddress, AskFailure>> {
    const { copies, unsent, patientSending } = this.#options;
    patientSending.takeBack(address.turnId);
    // What the person saw may have been sent by another window meanwhile, or by a copy of the thread.
    await copies.learn(address.threadId);
    if (!(await this.#sendable(address))) return failed({ kind: 'notSendable' });
    if (!engineFacts(engine)) return failed({ kind: 'unknownEngine', name: engine.name });
    // Of the windows where it is pressed at once one has the question from here on.
    return unsent.alone(address.turnId, () => this.#sendAlone(address, engine));
  }

  /** A turn whose question can be sent, as it is now; null where it can't. */
  async #sendable({ threadId, turnId }: TurnAddress): Promise<Turn | null> {
    const { log, isWorkedOn } = this.#options;
    const turn = (await log.loadFresh(threadId))?.turns.get(turnId);
    return turn && canBeSentAgain(turn) && !isWorkedOn(turnId) ? turn : null;
  }

  async #sendAlone(address: TurnAddress, engine: Engine): Promise<Result<TurnAddress, AskFailure>> {
    const turn = await this.#sendable(address);
    if (!turn) return failed({ kind: 'notSendable' });
    const { log, newId, unsent } = this.#options;
    const { condition, request } = turn.attempt;
    if (condition.state !== 'asked' || !isSameEngine(engineOf(request), engine)) {
      const recorded = await log.append(address.threadId, {
        kind: 'askedAgain',
        turnId: turn.id,
        attemptId: newId() as AttemptId,
        request: requestTo(engine, scopeOf(request)),
      });
      if (!recorded.ok) return failed({ kind: 'notRecorded', message: recorded.failure.message });
    }
    unsent.advance(address);
    return success(address);
  }
}
