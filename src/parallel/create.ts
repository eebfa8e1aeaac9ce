import type { Parallel } from 'parallel-web';
import type { SourcePolicy } from 'parallel-web/resources/shared';
import type { Clock } from '../base/clock';
import { failed, type Result, success } from '../base/result';
import type { SourceScope } from '../research/scope/sourceScope';
import type { AcceptedRun } from '../research/thread/turn';
import type { CreateFailure, RunQuestion } from '../runs/ports/researchApi';
import { decodeAcceptedRun, metadataOf } from './decodeRun';
import { createFailure } from './failures';
import { parseJson } from './json';
import type { ApiLog } from './log';
import type { RequestFailure } from './requestFailure';
import type { Transport } from './transport';

const secondsForAnswer = 60;

/** What every answer should be like. The markers and the list are what `research/sources` reads. */
const answerDescription =
  'Answer in Markdown, as long as the question needs and no longer, the answer itself first. Mark each claim that comes ' +
  'from a source with [1], [2], … and end with a section "## References" that lists each of these sources once, as ' +
  '"1. *Title*. URL".';

/** Starts a run for `question`. Sent once: what went wrong is never tried again here. */
export async function createRun(
  transport: Transport,
  question: RunQuestion,
  signal: AbortSignal,
  { clock, log }: { readonly clock: Clock; readonly log: ApiLog },
): Promise<Result<AcceptedRun, CreateFailure>> {
  const received = await transport.exchange(
    (client, options) =>
      client.taskRun.create(
        {
          input: question.input,
          processor: question.processor,
          task_spec: { output_schema: { type: 'text', description: answerDescription } },
          // Processors below pro report no progress otherwise, and it cannot be turned on later.
          enable_events: true,
          metadata: metadataOf(question.origin),
          ...(question.previousInteractionId !== null && { previous_interaction_id: question.previousInteractionId }),
          ...(question.scope !== null && scopeMembers(question.scope)),
        },
        options,
      ),
    secondsForAnswer,
    signal,
  );
  const run = received.ok ? runIn(received.value) : runInBrokenAnswer(received.failure);
  if (run) {
    log.info(`Run ${run.runId} accepted (${question.processor})`);
    return success(run);
  }
  const failure: CreateFailure = received.ok
    ? { kind: 'unconfirmed', detail: 'The API took the question, but did not name the run.' }
    : createFailure(received.failure, question, clock);
  log.warn(`No confirmed run: ${failure.kind === 'refused' ? failure.failure.reason : failure.kind}`);
  return failed(failure);
}

type ScopeMembers = Pick<Parallel.TaskRunCreateParams, 'source_policy' | 'advanced_settings'>;

/** What a scope says, in the API's terms; nothing for what it leaves open. The API ignores exclusions beside inclusions. */
function scopeMembers({ include, exclude, after, location }: SourceScope): ScopeMembers {
  const policy: SourcePolicy = {
    ...(include.length > 0 && { include_domains: [...include] }),
    ...(include.length === 0 && exclude.length > 0 && { exclude_domains: [...exclude] }),
    ...(after !== null && { after_date: after }),
  };
  return {
    ...(Object.keys(policy).length > 0 && { source_policy: policy }),
    ...(location !== null && { advanced_settings: { location } }),
  };
}

function runInBrokenAnswer(failure: RequestFailure): AcceptedRun | null {
  return failure.kind === 'unreadable' ? runIn(failure.received) : null;
}

/** The run that an answer names. An answer that broke off after the id still names a run that exists and will be billed. */
function runIn(text: string): AcceptedRun | null {
  const run = decodeAcceptedRun(parseJson(text));
  if (run) return run;
  const field = (name: string): string | undefined => new RegExp(`"${name}"\\s*:\\s*"([\\w-]+)"`).exec(text)?.[1];
  return decodeAcceptedRun({ run_id: field('run_id'), interaction_id: field('interaction_id') });
}
