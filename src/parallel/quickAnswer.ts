import type { Clock } from '../base/clock';
import { failed, type Result } from '../base/result';
import { failure } from '../research/failure';
import type { QuickAnswer, QuickFailure, QuickQuestion } from '../runs/researchApi';
import type { ApiLog } from './log';
import type { Transport } from './transport';

/** Has the Chat API answer a question. */
export function answerQuickly(
  _transport: Transport,
  _question: QuickQuestion,
  _onText: (piece: string) => void,
  _signal: AbortSignal,
  _settings: { readonly clock: Clock; readonly log: ApiLog },
): Promise<Result<QuickAnswer, QuickFailure>> {
  return Promise.resolve(failed({ kind: 'refused', failure: failure('serverError') }));
}
