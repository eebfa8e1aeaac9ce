import type { JsonObject } from '../../base/json';

/** A source that the API gives for a part of an answer. All of it is text from the network. */
export interface Citation {
  readonly url: string;
  readonly title: string | null;
  readonly excerpts: readonly string[];
}

/** What supports one field of an answer. A text answer has one field. */
export interface FieldBasis {
  readonly field: string;
  readonly reasoning: string;
  readonly citations: readonly Citation[];
  /** As the API gave it, usually `high`, `medium` or `low`; null when it gave none. Never made up. */
  readonly confidence: string | null;
}

interface AnswerBasis {
  /** One entry for a text answer; one for each field, and dotted ones for nested fields, of a structured answer. */
  readonly basis: readonly FieldBasis[];
}

/** An answer in prose: Markdown. */
export interface TextAnswer extends AnswerBasis {
  readonly type: 'text';
  readonly text: string;
}

/** A structured answer: a JSON object. */
export interface StructuredAnswer extends AnswerBasis {
  readonly type: 'json';
  readonly content: JsonObject;
}

export type Answer = TextAnswer | StructuredAnswer;

/** An answer as the API gave it, as one text: Markdown, or JSON. */
export function answerText(answer: Answer): string {
  return answer.type === 'text' ? answer.text : JSON.stringify(answer.content, null, 2);
}

/** The levels of confidence that the API documents. */
export type ConfidenceLevel = 'high' | 'medium' | 'low';

/** The documented level that `confidence` means, in any letter case; null for none, empty, or a word unknown here. */
export function confidenceLevel(confidence: string | null): ConfidenceLevel | null {
  const word = confidence?.trim().toLowerCase();
  return word === 'high' || word === 'medium' || word === 'low' ? word : null;
}
