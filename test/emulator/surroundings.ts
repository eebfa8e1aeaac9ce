import type { Clock } from '../../src/base/clock';
import type { History } from './history';
import type { SeededIds } from './ids';
import type { Interactions } from './interactions';
import type { AnswerForms } from './research/answerForms';
import type { Researcher } from './research/researcher';

/** What the parts of one emulator share. */
export interface Surroundings {
  readonly clock: Clock;
  /** How many times as fast as the service the emulator lives. */
  readonly speed: number;
  readonly ids: SeededIds;
  readonly interactions: Interactions;
  readonly researcher: Researcher;
  readonly history: History;
  readonly forms: AnswerForms;
  /** `run`: an interaction has the id of its run. `own`: it has one of its own. */
  readonly interactionIds: 'run' | 'own';
  /** Milliseconds between the comments that keep a stream open; null for none. */
  readonly keepAliveMilliseconds: number | null;
}
