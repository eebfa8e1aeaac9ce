import type { Emulator } from '../emulator/emulator';

/** A request that may have cost money, in the words of the test: what it builds on is named by its question. */
export interface SentQuestion {
  readonly by: string;
  readonly question: string;
  readonly buildsOn: string | null;
}

interface TaskBody {
  readonly input: string;
  readonly processor: string;
  readonly previous_interaction_id?: string;
}

interface ChatBody {
  readonly model: string;
  readonly messages: readonly { readonly content: string }[];
  readonly previous_interaction_id?: string;
}

/** Everything that was asked and read by the server, by either API, in the order in which it was sent. */
export function sentQuestions(emulator: Emulator): readonly SentQuestion[] {
  const questionOf = new Map(emulator.interactions().map(({ id, question }) => [id, question]));
  const buildsOn = (previous: string | undefined): string | null =>
    previous === undefined ? null : (questionOf.get(previous) ?? `unknown interaction ${previous}`);
  return emulator.requests.flatMap(({ method, path, body }): SentQuestion[] => {
    // Of a request whose connection broke before it was read nothing is known.
    if (method !== 'POST' || body === null) return [];
    if (path === '/v1/tasks/runs') {
      const { input, processor, previous_interaction_id: previous } = body as TaskBody;
      return [{ by: processor, question: input, buildsOn: buildsOn(previous) }];
    }
    if (!path.endsWith('/chat/completions')) return [];
    const { model, messages, previous_interaction_id: previous } = body as ChatBody;
    return [{ by: `quick ${model}`, question: messages.at(-1)?.content ?? '', buildsOn: buildsOn(previous) }];
  });
}
