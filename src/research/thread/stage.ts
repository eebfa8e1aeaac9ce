import { unreachable } from '../../base/result';
import type { Turn } from './turn';

/** How far a turn has come, as a sign beside its question tells it. */
export type Stage =
  /** Its question was not sent. */
  | 'waiting'
  | 'underWay'
  | 'answered'
  /** It may have run, may still run, or broke off: a person has to look. */
  | 'uncertain'
  | 'failed';

export function stageOf({ attempt }: Turn): Stage {
  const { state } = attempt.condition;
  switch (state) {
    case 'asked':
      return 'waiting';
    case 'sending':
    case 'accepted':
    case 'running':
    case 'writing':
      return 'underWay';
    case 'unconfirmed':
    case 'detached':
    case 'lost':
      return 'uncertain';
    case 'answered':
    case 'failed':
      return state;
    default:
      return unreachable(state);
  }
}

/** Whether a turn has an answer. */
export function isAnswered(turn: Turn): boolean {
  return stageOf(turn) === 'answered';
}
