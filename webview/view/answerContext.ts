import { createContext } from 'preact';
import type { SourceView } from '../../src/protocol/viewState';

/** What the parts of an answer must know of it. */
export interface AnswerContextValue {
  readonly turnId: string;
  readonly sources: ReadonlyMap<number, SourceView>;
}

export const AnswerContext = createContext<AnswerContextValue | null>(null);
