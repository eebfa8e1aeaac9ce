import type { JsonObject } from '../../../src/base/json';
import type { Citation, FieldBasis, StructuredAnswer, TextAnswer } from '../../../src/research/answer/answer';

export function citation(url: string, title: string | null = null, ...excerpts: readonly string[]): Citation {
  return { url, title, excerpts };
}

export function basis(citations: readonly Citation[], known: Partial<FieldBasis> = {}): FieldBasis {
  return { field: 'output', reasoning: '', confidence: null, citations, ...known };
}

export function textAnswer(text: string, ...citations: readonly Citation[]): TextAnswer {
  return { type: 'text', text, basis: [basis(citations)] };
}

export function structuredAnswer(content: JsonObject, ...fields: readonly FieldBasis[]): StructuredAnswer {
  return { type: 'json', content, basis: fields };
}
