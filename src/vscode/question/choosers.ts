import type { Answer } from '../../research/answer/answer';
import type { SourcedAnswer } from '../../research/answer/sources';
import { AnswerAttachments, type AnswerThreads } from './answerAttachments';
import { AttachmentChooser, type AttachmentChooserOptions } from './attachmentChooser';
import { chooseEngine } from './engineChooser';
import type { ActionOutcome } from '../../base/outcome';
import { ScopeChooser } from './scopeChooser';

export interface ChoosersOptions extends Pick<
  AttachmentChooserOptions,
  'session' | 'ownDocuments' | 'lastEditor' | 'chosenFiles'
> {
  readonly threads: AnswerThreads;
  /** An answer with its sources, read once. */
  readonly sourcesOf: (answer: Answer) => SourcedAnswer;
}

/** What is chosen for the next question besides its words and its engine. */
export interface Choosers {
  readonly attachments: AttachmentChooser;
  readonly scope: ScopeChooser;
  readonly engine: { choose(): Promise<ActionOutcome> };
}

/** Everything that it takes is reached from here, so that it can be loaded when it is first used. */
export function createChoosers(options: ChoosersOptions): Choosers {
  const { session, threads, sourcesOf } = options;
  const answers = new AnswerAttachments(threads, sourcesOf);
  return {
    attachments: new AttachmentChooser({ ...options, answers }),
    scope: new ScopeChooser(session),
    engine: { choose: () => chooseEngine(session) },
  };
}
