import type { SourcePolicy } from 'parallel-web/resources/shared';
import type { TaskRunJsonOutput, TaskRunTextOutput } from 'parallel-web/resources/task-run';
import type { AnswerForms } from './answerForms';
import { autoOutputSchema, composeAutoAnswer } from './autoAnswer';
import { basisOfFields, basisOfText } from './basis';
import { referenceList } from './citations';
import { type Depth, depthOf } from './depth';
import type { ObjectSchema } from './fieldSchema';
import { type Findings, investigate } from './findings';
import { type EarlierTurn, type Inquiry, readInquiry } from './inquiry';
import { emulatorNote } from './note';
import type { Passage } from './passage';
import { PassageIndex } from './passageIndex';
import { reportProgress, type Step } from './progress';
import { composeReport } from './report';
import { composeShortAnswer } from './shortAnswer';
import { scopeOf } from './sourceScope';
import { StructuredAnswer, type StructuredDraft } from './structuredAnswer';

/** What form an answer is to have. */
export type RequestedOutput =
  { readonly kind: 'text' } | { readonly kind: 'auto' } | { readonly kind: 'json'; readonly schema: ObjectSchema };

export interface ResearchRequest {
  readonly input: string | Readonly<Record<string, unknown>>;
  /** A processor, or the chat model `speed`. */
  readonly processor: string;
  readonly output: RequestedOutput;
  readonly sourcePolicy: SourcePolicy | null;
}

export interface Research {
  readonly output: TaskRunTextOutput | TaskRunJsonOutput;
  /** What a run reports while it works. */
  readonly steps: readonly Step[];
}

/** Answers questions out of a corpus. Pure: the same request and chain have the same answer. */
export class Researcher {
  readonly #index: PassageIndex;
  readonly #subjects: readonly string[];
  readonly #forms: AnswerForms;

  constructor(passages: readonly Passage[], forms: AnswerForms) {
    this.#index = new PassageIndex(passages);
    this.#subjects = [...new Set(passages.map(({ subject }) => subject))];
    this.#forms = forms;
  }

  /** @param chain the earlier turns of the interaction, oldest first */
  research(request: ResearchRequest, chain: readonly EarlierTurn[]): Research {
    const depth = depthOf(request.processor);
    const inquiry = readInquiry(textOfInput(request.input), chain, this.#subjects);
    const scope = scopeOf(request.sourcePolicy);
    const findings = investigate(this.#index, inquiry, depth, scope);
    const steps = reportProgress(findings, inquiry, depth);
    if (request.output.kind === 'json') {
      const draft = new StructuredAnswer(this.#index, inquiry, depth).compose(request.output.schema, scope);
      return { output: this.#structured(draft), steps };
    }
    if (request.output.kind === 'auto' && depth.report && findings.sufficient) {
      const output = {
        ...this.#structured(composeAutoAnswer(findings, depth)),
        output_schema: { ...autoOutputSchema },
      };
      return { output, steps };
    }
    return { output: this.#prose(findings, inquiry, depth), steps };
  }

  #structured({ content, supports }: StructuredDraft): TaskRunJsonOutput {
    return { type: 'json', content: { ...content }, basis: basisOfFields(supports, this.#forms) };
  }

  #prose(findings: Findings, inquiry: Inquiry, depth: Depth): TaskRunTextOutput {
    const note = `*${emulatorNote}*`;
    if (!findings.sufficient) {
      const basis = basisOfText(findings, [], 'as cited', this.#forms);
      return { type: 'text', content: `${this.#regret()}\n\n${note}`, basis };
    }
    const draft = depth.report ? composeReport(findings, inquiry, depth) : composeShortAnswer(findings, inquiry, depth);
    const { pages } = draft.citations;
    const parts = depth.report ? [draft.markdown, note, referenceList(pages)] : [draft.markdown, note];
    const text = parts.join('\n\n');
    return {
      type: 'text',
      content: this.#forms.newlines === 'kept' ? text : collapseNewlines(text),
      basis: basisOfText(findings, pages, depth.report ? 'as read' : 'as cited', this.#forms),
    };
  }

  #regret(): string {
    return (
      "The emulator's corpus has nothing on this question, so there is no answer to give. " +
      `It holds ${this.#index.passages.length} short passages and is no substitute for the web.`
    );
  }
}

/** The input as the text of a question. Objects become a line for each field. */
export function textOfInput(input: ResearchRequest['input']): string {
  if (typeof input === 'string') return input;
  return Object.entries(input)
    .map(([name, value]) => `${name}: ${typeof value === 'string' ? value : JSON.stringify(value)}`)
    .join('\n');
}

/** Joins every second paragraph to the one before it, headings included. */
function collapseNewlines(text: string): string {
  return text.split('\n\n').reduce((joined, part, place) => `${joined}${place % 2 === 1 ? ' ' : '\n\n'}${part}`);
}
