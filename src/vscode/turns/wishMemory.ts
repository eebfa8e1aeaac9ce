import type { Memento } from 'vscode';
import * as v from 'valibot';
import { isId } from '../../base/ids';
import type { ThreadId } from '../../research/thread/ids';
import { isAttemptId, isTurnId } from '../../research/answer/wellFormed';
import type { PatientSending, Wish } from '../../runs/send/patientSending';

const questionsToSend = 'questionsToSend';

const wish = v.object({
  threadId: v.custom<ThreadId>((value) => typeof value === 'string' && isId(value)),
  turnId: v.custom<Wish['turnId']>(isTurnId),
  attemptId: v.custom<Wish['attemptId']>(isAttemptId),
  engine: v.object({ kind: v.picklist(['research', 'quick']), name: v.string() }),
  at: v.number(),
});

/**
 * Takes up the wishes of the window before that a question be sent when the limit it met is over, and remembers those of
 * this one. One whose time has passed meanwhile is forgotten: nobody expects a question to be sent then.
 */
export function keepWishes(patientSending: PatientSending, memory: Memento): void {
  const kept = v.safeParse(v.array(wish), memory.get<unknown>(questionsToSend) ?? []);
  patientSending.onDidChange(() => {
    const { wishes } = patientSending;
    void memory.update(questionsToSend, wishes.length === 0 ? undefined : wishes);
  });
  if (kept.success) for (const one of kept.output) void patientSending.resume(one);
}
