/** How the parts of an answer are written that differ between what the documentation says and what has been seen. */
export interface AnswerForms {
  /** Which chunk of a streamed completion has the basis and the interaction. */
  readonly chatFacts: 'last' | 'first' | 'every';
  /** What the one entry of a text answer's basis is called. */
  readonly basisField: 'output' | 'content';
  readonly confidence: 'given' | 'null' | 'empty' | 'absent' | 'capitals';
  readonly titles: 'given' | 'null' | 'absent';
  readonly excerpts: 'given' | 'null' | 'empty' | 'absent';
  /** `collapsed`: headings stand in the middle of lines, as in a published deep-research report. */
  readonly newlines: 'kept' | 'collapsed';
  /** `2025`: tool calls are `task_run.progress_msg.tool`, and the progress has no meter. */
  readonly progress: 'current' | '2025';
}

/** What the current documentation says. */
export const documentedForms: AnswerForms = {
  chatFacts: 'last',
  basisField: 'output',
  confidence: 'given',
  titles: 'given',
  excerpts: 'given',
  newlines: 'kept',
  progress: 'current',
};
