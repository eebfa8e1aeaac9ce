import type { JsonObject } from '../../../src/base/json';
import type { Depth } from './depth';
import { chooseQuotes, type Findings } from './findings';
import { emulatorNote } from './note';
import type { FieldSupport, StructuredDraft } from './structuredAnswer';

/** The schema that an auto answer is built to; the API returns it beside the answer. */
export const autoOutputSchema: JsonObject = {
  type: 'object',
  properties: {
    summary: { type: 'string', description: 'The answer in a few sentences.' },
    key_findings: {
      type: 'array',
      description: 'What the sources say, one subject at a time.',
      items: {
        type: 'object',
        properties: {
          topic: { type: 'string', description: 'What the finding is about.' },
          finding: { type: 'string', description: 'What was found.' },
        },
        required: ['topic', 'finding'],
        additionalProperties: false,
      },
    },
    note: { type: 'string', description: 'Where the answer comes from.' },
  },
  required: ['summary', 'key_findings', 'note'],
  additionalProperties: false,
};

/**
 * The answer of deep processors when no schema is given. Its basis has, beside an entry for each top-level field,
 * entries for nested fields: by index, and once without an index, as the API has been seen to give both.
 */
export function composeAutoAnswer(findings: Findings, depth: Depth): StructuredDraft {
  const summary = chooseQuotes(findings.quotes, { count: 3, perPassage: 1, leastShare: 0.3 });
  const points = chooseQuotes(findings.quotes, { count: depth.sentences * 2, perPassage: 2, leastShare: 0.15 });
  const supports: FieldSupport[] = [
    { field: 'summary', findings, quotes: summary },
    { field: 'key_findings', findings, quotes: points },
    ...points.map((quote, place) => ({ field: `key_findings.${place}.finding`, findings, quotes: [quote] })),
    { field: 'key_findings.topic', findings, quotes: points },
  ];
  const content = {
    summary: summary.map(({ text }) => text).join(' '),
    key_findings: points.map(({ passage, text }) => ({ topic: passage.subject, finding: text })),
    note: emulatorNote,
  };
  return { content, supports };
}
