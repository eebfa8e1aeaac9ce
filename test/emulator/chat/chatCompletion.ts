import type { FieldBasis } from 'parallel-web/resources/task-run';
import type { AnswerForms } from '../research/answerForms';

/** The parts of the Chat API's answers that the SDK has no types for. Section ChatCompletion of the OpenAPI document. */
interface ChatChoice {
  readonly index: number;
  readonly finish_reason: 'stop' | null;
  readonly delta: { readonly role?: 'assistant'; readonly content?: string };
}

interface ChatAnswer {
  readonly id: string;
  readonly created: number;
  readonly model: string;
  readonly basis: FieldBasis[];
  readonly interaction_id: string | null;
}

export interface ChatCompletion extends ChatAnswer {
  readonly object: 'chat.completion';
  /** `delta` as the OpenAPI document has it, `message` as the OpenAI API and its clients have it. */
  readonly choices: readonly (ChatChoice & {
    readonly message: { readonly role: 'assistant'; readonly content: string };
  })[];
}

export interface ChatChunk extends ChatAnswer {
  readonly object: 'chat.completion.chunk';
  readonly type: 'chat.completion.chunk';
  readonly choices: readonly ChatChoice[];
}

/** What an answer of Chat is made of. */
export interface ChatContent {
  readonly text: string;
  readonly basis: FieldBasis[];
  readonly interactionId: string;
  readonly model: string;
  /** Seconds since the epoch. */
  readonly created: number;
}

/** The whole answer at once. */
export function completionOf(content: ChatContent): ChatCompletion {
  const said = { role: 'assistant', content: content.text } as const;
  return {
    ...headOf(content),
    object: 'chat.completion',
    choices: [{ index: 0, finish_reason: 'stop', delta: said, message: said }],
    basis: content.basis,
    interaction_id: content.interactionId,
  };
}

/** The answer in pieces: the role, the text a few words at a time, and a last one; basis and interaction where `facts` says. */
export function chunksOf(content: ChatContent, facts: AnswerForms['chatFacts']): ChatChunk[] {
  const words = content.text.match(/(?:\s*\S+){1,4}\s*/g) ?? [];
  const deltas: readonly ChatChoice['delta'][] = [
    { role: 'assistant', content: '' },
    ...words.map((text) => ({ content: text })),
    {},
  ];
  return deltas.map((delta, place) => {
    const isLast = place === deltas.length - 1;
    const hasFacts = facts === 'every' || (facts === 'first' ? place === 0 : isLast);
    return {
      ...headOf(content),
      object: 'chat.completion.chunk',
      type: 'chat.completion.chunk',
      choices: [{ index: 0, finish_reason: isLast ? 'stop' : null, delta }],
      basis: hasFacts ? content.basis : [],
      interaction_id: hasFacts ? content.interactionId : null,
    };
  });
}

function headOf({ interactionId, created, model }: ChatContent): Pick<ChatAnswer, 'id' | 'created' | 'model'> {
  return { id: `chatcmpl-${interactionId.replace(/^\w+_/, '')}`, created, model };
}
