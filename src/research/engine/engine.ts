import { prices } from './prices';
import { defaultProcessor, findProcessor } from './processor';
import type { SourceScope } from '../scope/sourceScope';
import type { TurnRequest } from '../thread/turn';

/** What answers a question: a processor of the Task API, or a model of the Chat API. Names are not narrowed. */
export interface Engine {
  readonly kind: TurnRequest['kind'];
  readonly name: string;
}

/** What one answer of an engine costs and how long it usually takes. */
export interface EngineFacts {
  /** Thousandths of a US dollar, when it succeeds. */
  readonly mills: number;
  /** Shortest and longest usual time, in seconds. */
  readonly usualSeconds: readonly [shortest: number, longest: number];
}

/** The models of the Chat API, quickest first. */
export const quickModels: readonly string[] = prices.quickAnswers.map(({ name }) => name);

/** What a quick answer is asked of unless the person chose otherwise: with sources, in under a minute. */
export const defaultQuickModel = 'lite';

export const defaultEngine: Engine = { kind: 'research', name: defaultProcessor };

/** What is known of an engine; undefined when this version has no price for it. */
export function engineFacts({ kind, name }: Engine): EngineFacts | undefined {
  if (kind === 'research') return findProcessor(name);
  const model = prices.quickAnswers.find((candidate) => candidate.name === name);
  return model && { mills: model.mills, usualSeconds: model.seconds };
}

/** What a request is, or was, answered by. */
export function engineOf(request: TurnRequest): Engine {
  return request.kind === 'research'
    ? { kind: 'research', name: request.processor }
    : { kind: 'quick', name: request.model };
}

/** The request to an engine. The Chat API takes no scope. */
export function requestTo({ kind, name }: Engine, scope: SourceScope | null): TurnRequest {
  if (kind === 'quick') return { kind, model: name };
  return scope === null ? { kind, processor: name } : { kind, processor: name, scope };
}

export function isSameEngine(left: Engine, right: Engine): boolean {
  return left.kind === right.kind && left.name === right.name;
}
