import { readFileSync } from 'node:fs';
import path from 'node:path';
import Ajv2020, { type ValidateFunction } from 'ajv/dist/2020';
import * as v from 'valibot';

const facts = v.object({
  /** Where the schemas were taken from, and what was left out. */
  origin: v.string(),
  schemas: v.record(v.string(), v.record(v.string(), v.unknown())),
});

/** The schemas of the API that the emulator has to agree with. */
export interface OpenApiFacts {
  readonly origin: string;
  /** Names of the schemas. */
  readonly names: readonly string[];
  /** What is wrong with a value, a line each; empty when it agrees. Fields that a schema does not name are wrong as well. */
  check(schema: string, value: unknown): string[];
}

/**
 * Reads test/emulator/openapi-facts.json.
 * @param root the folder of the repository
 */
export function readOpenApiFacts(root: string): OpenApiFacts {
  const text = readFileSync(path.join(root, 'test', 'emulator', 'openapi-facts.json'), 'utf8');
  const { origin, schemas } = v.parse(facts, JSON.parse(text));
  const ajv = new Ajv2020({ strict: false, validateFormats: false, allErrors: true });
  const definitions = Object.fromEntries(Object.entries(schemas).map(([name, schema]) => [name, closed(schema)]));
  const validators = new Map<string, ValidateFunction>();
  const validatorOf = (name: string): ValidateFunction => {
    if (!(name in definitions)) throw new Error(`openapi-facts.json has no schema ${name}`);
    const validate = validators.get(name) ?? ajv.compile({ $defs: definitions, $ref: `#/$defs/${name}` });
    validators.set(name, validate);
    return validate;
  };
  return {
    origin,
    names: Object.keys(schemas),
    check(schema, value) {
      const validate = validatorOf(schema);
      if (validate(value)) return [];
      return (validate.errors ?? []).map(({ instancePath, message, params }) =>
        `${instancePath} ${message ?? ''} ${JSON.stringify(params)}`.trim(),
      );
    },
  };
}

/** The schema without room for fields that it does not name, unless it says that there is room. */
function closed(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(closed);
  if (typeof schema !== 'object' || schema === null) return schema;
  const parts = Object.fromEntries(Object.entries(schema).map(([name, part]) => [name, closed(part)]));
  return 'properties' in schema && !('additionalProperties' in schema)
    ? { ...parts, additionalProperties: false }
    : parts;
}
