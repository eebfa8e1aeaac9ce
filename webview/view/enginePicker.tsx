import type { VNode } from 'preact';
import { useMemo } from 'preact/hooks';
import type { Localize } from '../../src/base/localize';
import type { EngineView } from '../../src/protocol/viewState';
import type { Engine } from '../../src/research/engine/engine';
import { processorUses, type ProcessorUse } from '../../src/research/engine/processorUses';
import { Picker } from './picker';
import type { PickerGroup, PickerOption } from './pickerOptions';
import { useEngines, useLocalize } from './services';

interface EnginePickerProps {
  readonly chosen: Engine;
  readonly onChoose: (engine: Engine) => void;
}

/**
 * Chooses among processors by what they are good for, or by name among all of them, or among the models of quick answers:
 * each with its price and usual time.
 */
export function EnginePicker({ chosen, onChoose }: EnginePickerProps): VNode {
  const { kind, name } = chosen;
  const localize = useLocalize();
  const engines = useEngines(kind);
  const isResearch = kind === 'research';
  const groups = useMemo(
    () => (isResearch ? choicesOf(engines, name, localize) : [ungrouped(engines.map(asOption))]),
    [isResearch, engines, name, localize],
  );
  const all = useMemo(
    () => (isResearch ? { label: localize('All Processors'), groups: allProcessors(engines, localize) } : undefined),
    [isResearch, engines, localize],
  );
  const current = engines.find((engine) => engine.name === name);
  return (
    <Picker
      chosen={name}
      groups={groups}
      {...(all && { all })}
      onChoose={(chosenName) => onChoose({ kind, name: chosenName })}
      label={engineLabel(chosen, current, localize)}
      tooltip={isResearch ? localize('Choose a processor') : localize('Choose a model')}
      listLabel={isResearch ? localize('Processors') : localize('Models')}
      control="engine"
    />
  );
}

/** A few processors in words, and the chosen one where it is another. */
function choicesOf(engines: readonly EngineView[], chosen: string, localize: Localize): readonly PickerGroup[] {
  const inWords = wordsOfUses(localize);
  const choices = processorUses.flatMap(({ use, processor }) => {
    const engine = engines.find(({ name }) => name === processor);
    const facts = engine ? [processor, engine.price, engine.usualTime].join(' · ') : '';
    return engine ? [{ name: processor, words: inWords[use], facts: [{ kind: 'note', text: facts } as const] }] : [];
  });
  const other = engines.find(({ name }) => name === chosen && choices.every((choice) => choice.name !== name));
  return other ? [ungrouped(choices), ungrouped([asOption(other)])] : [ungrouped(choices)];
}

function wordsOfUses(localize: Localize): Readonly<Record<ProcessorUse, string>> {
  return {
    quickFact: localize('Quick fact'),
    carefulAnswer: localize('Careful answer'),
    deepReport: localize('Deep report'),
    exhaustive: localize('Exhaustive research'),
  };
}

function allProcessors(engines: readonly EngineView[], localize: Localize): readonly PickerGroup[] {
  const inWords = wordsOfUses(localize);
  const options = (fast: boolean): readonly PickerOption[] =>
    engines
      .filter((engine) => isFast(engine) === fast)
      .map((engine) => {
        const known = processorUses.find(({ processor }) => processor === engine.name);
        return known ? { ...asOption(engine), keywords: inWords[known.use] } : asOption(engine);
      });
  // Fast ones first: what most questions are sent with.
  return [
    {
      heading: localize('Fast'),
      note: localize('may use cached pages'),
      options: options(true),
    },
    {
      heading: localize('Standard'),
      note: localize('freshest pages'),
      options: options(false),
    },
  ];
}

function ungrouped(options: readonly PickerOption[]): PickerGroup {
  return { heading: '', note: '', options };
}

function engineLabel({ kind, name }: Engine, known: EngineView | undefined, localize: Localize): string {
  if (kind === 'research') {
    return known
      ? localize('Processor: {0}, {1}, usually {2}', name, known.price, known.usualTime)
      : localize('Processor: {0}', name);
  }
  return known
    ? localize('Model: {0}, {1}, usually {2}', name, known.price, known.usualTime)
    : localize('Model: {0}', name);
}

interface KindPickerProps {
  readonly chosen: Engine['kind'];
  readonly onChoose: (kind: Engine['kind']) => void;
}

/** Chooses between research, which reads the web for as long as it takes, and an answer within seconds. */
export function KindPicker({ chosen, onChoose }: KindPickerProps): VNode {
  const localize = useLocalize();
  const research = localize('Research');
  const quick = localize('Quick answer');
  const groups = useMemo(
    (): readonly PickerGroup[] => [
      {
        heading: '',
        note: '',
        options: [
          {
            name: research,
            facts: [
              { kind: 'note', text: localize('Reads the web, step by step. Goes on when you close the window.') },
            ],
          },
          {
            name: quick,
            facts: [{ kind: 'note', text: localize('Written while you watch. Lost when its connection breaks.') }],
          },
        ],
      },
    ],
    [research, quick, localize],
  );
  const name = chosen === 'research' ? research : quick;
  return (
    <Picker
      chosen={name}
      icon={chosen === 'research' ? 'telescope' : 'zap'}
      groups={groups}
      onChoose={(option) => onChoose(option === quick ? 'quick' : 'research')}
      label={chosen === 'research' ? localize('Kind: Research') : localize('Kind: Quick answer')}
      tooltip={localize('Choose between research and a quick answer')}
      listLabel={localize('Kinds')}
      control="kind"
    />
  );
}

function asOption({ name, price, usualTime }: EngineView): PickerOption {
  return {
    name,
    facts: [
      { kind: 'price', text: price },
      { kind: 'time', text: usualTime },
    ],
  };
}

function isFast({ name }: EngineView): boolean {
  return name.endsWith('-fast');
}
