import * as v from 'valibot';
import { failed, type Result, success } from '../../../src/base/result';
import { usualChatTimeOf } from '../processors';
import { readOutputSchema } from '../research/fieldSchema';
import type { EarlierTurn } from '../research/inquiry';
import type { RequestedOutput } from '../research/researcher';

/** What is wrong with a chat request, in the terms of FastAPI. */
export interface ChatIssue {
  readonly location: readonly (string | number)[];
  readonly message: string;
}

/** A chat request that the API would take. */
export interface ChatRequest {
  readonly model: string;
  /** The last message of the user. */
  readonly question: string;
  /** What was said before in the same request, oldest first. */
  readonly said: readonly EarlierTurn[];
  readonly stream: boolean;
  readonly output: RequestedOutput;
  readonly previousInteractionId: string | null;
}

const message = v.looseObject({ role: v.picklist(['system', 'user', 'assistant']), content: v.string() });

const chatRequest = v.looseObject({
  model: v.string(),
  messages: v.array(message),
  stream: v.exactOptional(v.nullable(v.boolean()), null),
  previous_interaction_id: v.exactOptional(v.nullable(v.string()), null),
  response_format: v.exactOptional(
    v.nullable(
      v.variant('type', [
        v.looseObject({ type: v.literal('text') }),
        v.looseObject({ type: v.literal('json_object') }),
        v.looseObject({
          type: v.literal('json_schema'),
          json_schema: v.looseObject({ name: v.string(), schema: v.exactOptional(v.record(v.string(), v.unknown())) }),
        }),
      ]),
    ),
    null,
  ),
});

type Decoded = v.InferOutput<typeof chatRequest>;

/** The answer to a request for any JSON object. */
const anyObject = {
  type: 'object',
  properties: { answer: { type: 'string', description: '' } },
  required: ['answer'],
};

/** Reads the body of a chat request; fails with what is wrong with it. */
export function readChatRequest(body: string): Result<ChatRequest, ChatIssue[]> {
  const decoded = v.safeParse(v.pipe(v.string(), v.parseJson(), chatRequest), body);
  if (!decoded.success) {
    return failed(
      decoded.issues.map((issue) => ({ location: (v.getDotPath(issue) ?? '').split('.'), message: issue.message })),
    );
  }
  const { model, messages, stream, previous_interaction_id: previousInteractionId } = decoded.output;
  if (usualChatTimeOf(model) === undefined) {
    return failed([{ location: ['model'], message: 'The models are speed, lite, base and core' }]);
  }
  const place = messages.findLastIndex(({ role }) => role === 'user');
  const question = messages[place]?.content;
  if (question === undefined) return failed([{ location: ['messages'], message: 'No message of the user' }]);
  const output = readFormat(decoded.output.response_format);
  if (!output.ok) return failed([{ location: ['response_format'], message: output.failure }]);
  const said = turnsIn(messages.slice(0, place));
  return success({ model, question, said, stream: stream ?? false, output: output.value, previousInteractionId });
}

function readFormat(format: Decoded['response_format']): Result<RequestedOutput, string> {
  if (format === null || format.type === 'text') return success({ kind: 'text' });
  const schema = readOutputSchema(format.type === 'json_schema' ? format.json_schema.schema : anyObject);
  return schema.ok ? success({ kind: 'json', schema: schema.value }) : schema;
}

/** Questions and answers among the messages: an answer belongs to the question before it. */
function turnsIn(messages: Decoded['messages']): EarlierTurn[] {
  const turns: { question: string; answer: string }[] = [];
  for (const { role, content } of messages) {
    const latest = turns.at(-1);
    if (role === 'user') turns.push({ question: content, answer: '' });
    else if (role === 'assistant' && latest !== undefined) latest.answer += content;
  }
  return turns;
}
