import { failed, type Result, success } from '../../../src/base/result';

/** The subset of JSON Schema that structured answers are built from. */
export type FieldSchema = { readonly description: string; readonly nullable: boolean } & (
  | {
      readonly kind: 'object';
      readonly properties: readonly (readonly [name: string, schema: FieldSchema])[];
      readonly required: ReadonlySet<string>;
    }
  | { readonly kind: 'array'; readonly items: FieldSchema; readonly longest: number }
  | { readonly kind: 'choice'; readonly values: readonly string[] }
  | { readonly kind: 'string' | 'number' | 'integer' | 'boolean' }
);

export type ObjectSchema = Extract<FieldSchema, { kind: 'object' }>;

/** Levels of objects and arrays below the top; the API refuses deeper schemas. */
const deepestNesting = 3;
const longestArray = 10;

/** Reads the schema of a structured answer: an object at the top. Fails with a sentence that says what is wrong. */
export function readOutputSchema(schema: unknown): Result<ObjectSchema, string> {
  const read = readFieldSchema(schema, '', 0);
  if (!read.ok) return read;
  if (read.value.kind !== 'object') return failed('The output schema has to be of type object');
  if (read.value.properties.length === 0) return failed('The output schema has no properties');
  return success(read.value);
}

function readFieldSchema(schema: unknown, path: string, level: number): Result<FieldSchema, string> {
  const where = path === '' ? 'The output schema' : `The field ${path} of the output schema`;
  if (!isRecord(schema)) return failed(`${where} is not a schema`);
  if (level > deepestNesting) return failed(`${where} is nested deeper than ${deepestNesting} levels`);
  const alternatives = schema['anyOf'];
  if (Array.isArray(alternatives)) return readNullable(alternatives, path, level, where);
  const { type, nullable } = readType(schema['type']);
  const common = { description: typeof schema['description'] === 'string' ? schema['description'] : '', nullable };
  const choices = schema['enum'];
  if (Array.isArray(choices) && choices.every((choice) => typeof choice === 'string')) {
    return success({ ...common, kind: 'choice', values: choices });
  }
  if (type === 'object') return readObject(schema, path, level, common);
  if (type === 'array') return readArray(schema, path, level, common);
  if (type === 'string' || type === 'number' || type === 'integer' || type === 'boolean') {
    return success({ ...common, kind: type });
  }
  return failed(`${where} has no type that is supported`);
}

type Common = Pick<FieldSchema, 'description' | 'nullable'>;

function readObject(
  schema: Record<string, unknown>,
  path: string,
  level: number,
  common: Common,
): Result<FieldSchema, string> {
  const properties: [string, FieldSchema][] = [];
  for (const [name, property] of Object.entries(isRecord(schema['properties']) ? schema['properties'] : {})) {
    const read = readFieldSchema(property, path === '' ? name : `${path}.${name}`, level + 1);
    if (!read.ok) return read;
    properties.push([name, read.value]);
  }
  const required = Array.isArray(schema['required']) ? schema['required'] : [];
  return success({ ...common, kind: 'object', properties, required: new Set(required.filter(isString)) });
}

function readArray(
  schema: Record<string, unknown>,
  path: string,
  level: number,
  common: Common,
): Result<FieldSchema, string> {
  const items = readFieldSchema(schema['items'], `${path}[]`, level + 1);
  if (!items.ok) return items;
  const longest = typeof schema['maxItems'] === 'number' ? schema['maxItems'] : longestArray;
  return success({ ...common, kind: 'array', items: items.value, longest });
}

/** `anyOf` is read where it says "this or null". */
function readNullable(
  alternatives: readonly unknown[],
  path: string,
  level: number,
  where: string,
): Result<FieldSchema, string> {
  const [only, ...others] = alternatives.filter((schema) => !(isRecord(schema) && schema['type'] === 'null'));
  if (only === undefined || others.length > 0) return failed(`${where} uses anyOf for more than null`);
  const read = readFieldSchema(only, path, level);
  return read.ok ? success({ ...read.value, nullable: true }) : read;
}

function readType(type: unknown): { type: string; nullable: boolean } {
  if (Array.isArray(type)) {
    return { type: String(type.find((name) => name !== 'null') ?? ''), nullable: type.includes('null') };
  }
  return { type: typeof type === 'string' ? type : '', nullable: false };
}

function isString(value: unknown): value is string {
  return typeof value === 'string';
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
