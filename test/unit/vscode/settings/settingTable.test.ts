import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Ajv } from 'ajv';
import fc from 'fast-check';
import { localizeWith } from '../../../../src/base/localize';
import {
  preferences,
  readPreference,
  readSafeguard,
  safeguards,
  settingId,
  type PreferenceName,
  type SafeguardName,
} from '../../../../src/vscode/settings/settingTable';

interface Declared {
  readonly default: unknown;
  readonly type: unknown;
  readonly enum?: readonly string[];
}

const manifest = JSON.parse(readFileSync(path.resolve(__dirname, '../../../../../package.json'), 'utf8')) as {
  readonly contributes: {
    readonly configuration: readonly { readonly properties: Readonly<Record<string, Declared>> }[];
  };
};
const declared = Object.assign(
  {},
  ...manifest.contributes.configuration.map(({ properties }) => properties),
) as Readonly<Record<string, Declared>>;
const preferenceNames = Object.keys(preferences) as PreferenceName[];
const safeguardNames = Object.keys(safeguards) as SafeguardName[];
const localize = localizeWith({});

const declarationOf = (name: PreferenceName | SafeguardName): Declared => {
  const setting = declared[settingId(name)];
  assert(setting, name);
  return setting;
};

/** What a settings file can hold, and often something that the setting can have. */
const written = (setting: Declared): fc.Arbitrary<unknown> =>
  fc.oneof(
    fc.jsonValue(),
    fc.constantFrom(setting.default, ...(setting.enum ?? []), true, false, null, '', {}, [], 42, -1),
    fc.array(fc.oneof(fc.string(), fc.jsonValue())),
    fc.string(),
  );

describe('The settings', () => {
  it('are all read by one table, with the defaults of the manifest', () => {
    assert.deepEqual([...preferenceNames, ...safeguardNames].map(settingId).sort(), Object.keys(declared).sort());
    for (const name of preferenceNames) {
      assert.deepEqual(preferences[name].fallback, declarationOf(name).default, name);
    }
    for (const name of safeguardNames) {
      assert(readSafeguard(name, declarationOf(name).default, localize).ok, name);
    }
  });

  for (const name of preferenceNames) {
    it(`${name} takes what its declaration allows, and gives way to the person's own value otherwise`, () => {
      const setting = declarationOf(name);
      // Of a list every entry counts by itself, and those that name no site are left out when they are read as sites.
      const { type, enum: choices } = setting;
      const isAllowed = new Ajv().compile({ type, ...(choices && { enum: choices }) });
      fc.assert(
        fc.property(written(setting), written(setting), (own, inForce) => {
          const read = readPreference(name, { own, inForce }, localize);
          assert(isAllowed(read.value) && isAllowed(read.own), JSON.stringify(read));
          assert.deepEqual(read.problem === null, isAllowed(inForce));
          if (!isAllowed(own)) assert.deepEqual(read.own, setting.default);
          if (!isAllowed(inForce)) assert.deepEqual(read.value, read.own);
          else if (type !== 'array') assert.deepEqual(read.value, inForce);
          assert((read.problem?.length ?? 0) < 600);
        }),
        { numRuns: 1_000 },
      );
    });
  }

  it('say which one is wrong, what it can be, and what counts instead', () => {
    const { problem } = readPreference('quickAnswer.model', { own: 'base', inForce: 42 }, localize);
    assert.equal(
      problem,
      'The setting researchThreads.quickAnswer.model can’t be 42. It can be speed, lite, base, core. Until it’s fixed, "base" is used.',
    );
  });

  it('keep the entries of a list apart, so that a wrong one leaves the others alone', () => {
    const { value, problem } = readPreference(
      'sources.include',
      { own: [], inForce: ['a.example', 42, null] },
      localize,
    );
    assert.deepEqual(value, ['a.example', '42', 'null']);
    assert.equal(problem, null);
  });

  it('that guard money are amounts, or nothing is sent', () => {
    for (const name of ['confirmAbove', 'budget.daily', 'budget.perThread'] as const) {
      fc.assert(
        fc.property(written(declarationOf(name)), (value) => {
          const read = readSafeguard(name, value, localize);
          const isAmount = typeof value === 'number' && value >= 0 && value < Number.MAX_SAFE_INTEGER / 1_000;
          assert.equal(read.ok, value === null || isAmount, JSON.stringify(value));
          if (!read.ok) assert.match(read.failure, new RegExp(`${name}.*Nothing is sent`));
        }),
        { numRuns: 1_000 },
      );
    }
  });
});
