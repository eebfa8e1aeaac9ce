import assert from 'node:assert/strict';
import Ajv2020 from 'ajv/dist/2020';
import { corpus } from '../../emulator/corpus/corpus';
import { documentedForms } from '../../emulator/research/answerForms';
import { readOutputSchema } from '../../emulator/research/fieldSchema';
import { type Research, Researcher } from '../../emulator/research/researcher';
import { at, guideQuestions } from './harness';

const researcher = new Researcher(corpus, documentedForms);

function fill(
  input: string | Record<string, unknown>,
  schema: Record<string, unknown>,
): {
  content: Record<string, unknown>;
  fields: string[];
  basis: readonly { field: string; citations?: readonly unknown[]; confidence?: string | null }[];
} {
  const read = readOutputSchema(schema);
  assert(read.ok, read.ok ? '' : read.failure);
  const { output } = researcher.research(
    { input, processor: 'core', output: { kind: 'json', schema: read.value }, sourcePolicy: null },
    [],
  );
  assert(output.type === 'json');
  return { content: output.content, fields: output.basis.map(({ field }) => field), basis: output.basis };
}

describe("The emulator's structured answers", () => {
  it('fill each field by a ranking of its own', () => {
    const schema = {
      type: 'object',
      properties: {
        country: { type: 'string', description: 'The country with the most gold medals' },
        gold_medals: { type: 'integer', description: 'How many gold medals it won' },
        total: { type: 'number', description: 'Its medals in total' },
        source_of_record: { type: ['string', 'null'], description: 'Which record was broken' },
      },
      required: ['country', 'gold_medals', 'total'],
    };
    const { content, fields } = fill(guideQuestions[0], schema);
    assert.equal(content['country'], 'Norway');
    assert.equal(content['gold_medals'], 18);
    assert.equal(content['total'], 41);
    assert.match(String(content['source_of_record']), /record/);
    assert.deepEqual(fields, ['country', 'gold_medals', 'total', 'source_of_record']);
    assert(new Ajv2020().compile(schema)(content));
  });

  it('fill a list with an element for each subject, and its basis with an entry for each element', () => {
    const schema = {
      type: 'object',
      properties: {
        companies: {
          type: 'array',
          maxItems: 9,
          items: {
            type: 'object',
            properties: {
              name: { type: 'string', description: 'Name of the company' },
              sensors: { type: 'string', description: 'Sensors of its vehicles' },
            },
            required: ['name', 'sensors'],
          },
        },
      },
      required: ['companies'],
    };
    const { content, fields } = fill('Autonomous vehicle companies and their sensors', schema);
    assert(new Ajv2020().compile(schema)(content), JSON.stringify(content));
    const { companies } = content;
    assert(Array.isArray(companies) && companies.length > 4);
    assert.match(JSON.stringify(companies), /"name":"Waymo","sensors":"cameras, radar, lidar"/);
    assert.deepEqual(
      fields.filter((field) => field.endsWith('.name')),
      Array.from({ length: companies.length }, (_, place) => `companies.${place}.name`),
    );
    assert(fields.includes('companies') && fields.includes('companies.0'));
  });

  it('choose among values, and answer yes or no', () => {
    const { content } = fill('Does SQLite need a server?', {
      type: 'object',
      properties: {
        licence: { type: 'string', enum: ['MIT', 'public domain', 'GPL'], description: 'SQLite public domain licence' },
        needs_server: { type: 'boolean', description: 'Whether SQLite needs a server' },
      },
    });
    assert.deepEqual(content, { licence: 'public domain', needs_server: false });
  });

  it('take an object as input', () => {
    const { content } = fill(
      { company: 'Waymo' },
      { type: 'object', properties: { owner: { type: 'string', description: 'Who owns it' } } },
    );
    assert.equal(content['owner'], 'Alphabet');
  });

  it('say what was not found instead of making it up', () => {
    const { content, basis } = fill('Sourdough bread', {
      type: 'object',
      properties: {
        flour: { type: 'string', description: 'zzqx' },
        grams: { type: 'number', description: 'zzqx' },
        water: { type: ['string', 'null'], description: 'zzqx' },
      },
      required: ['flour', 'grams', 'water'],
    });
    assert.deepEqual(content, { flour: "Not found in the emulator's corpus.", water: null });
    for (const entry of basis) assert.deepEqual([entry.citations, entry.confidence], [[], 'low']);
  });

  it('refuse schemas that the API refuses', () => {
    const deep = (levels: number): Record<string, unknown> =>
      levels === 0 ? { type: 'string' } : { type: 'object', properties: { inner: deep(levels - 1) } };
    assert(readOutputSchema(deep(3)).ok);
    for (const schema of [
      deep(5),
      { type: 'string' },
      { type: 'object', properties: {} },
      7,
      { type: 'object', properties: { a: {} } },
    ]) {
      assert(!readOutputSchema(schema).ok, JSON.stringify(schema));
    }
  });

  it('are the answer of deep processors when no schema is given, short text that of the others', () => {
    const answer = (processor: string): Research['output'] =>
      researcher.research({ input: guideQuestions[0], processor, output: { kind: 'auto' }, sourcePolicy: null }, [])
        .output;
    assert.equal(at(answer('base'), 'type'), 'text');
    const deep = answer('pro-fast');
    assert(deep.type === 'json' && deep.output_schema);
    assert.equal(deep.content['note'], "From the emulator's small corpus, not from the web.");
    assert(new Ajv2020().compile(deep.output_schema)(deep.content));
    const fields = deep.basis.map(({ field }) => field);
    assert(fields.includes('key_findings.0.finding'), 'paths with an index');
    assert(fields.includes('key_findings.topic'), 'paths that skip it');
  });
});
