import { format } from '../../src/base/localize';
import type { VNode } from 'preact';
import { useMemo } from 'preact/hooks';
import type { PageStrings } from '../../src/protocol/pageStrings';
import type { EngineView } from '../../src/protocol/viewState';
import type { Engine } from '../../src/research/engine/engine';
import { processorUses, type ProcessorUse } from '../../src/research/engine/processorUses';
import { Picker } from './picker';
import type { PickerGroup, PickerOption } from './pickerOptions';
import { useEngines, useStrings } from './services';

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
  const strings = useStrings();
  const engines = useEngines(kind);
  const isResearch = kind === 'research';
  const groups = useMemo(
    () => (isResearch ? choicesOf(engines, name, strings) : [ungrouped(engines.map(asOption))]),
    [isResearch, engines, name, strings],
  );
  const all = useMemo(
    () => (isResearch ? { label: strings.allProcessors, groups: allProcessors(engines, strings) } : undefined),
    [isResearch, engines, strings],
  );
  const current = engines.find((engine) => engine.name === name);
  return (
    <Picker
      chosen={name}
      groups={groups}
      {...(all && { all })}
      onChoose={(chosenName) => onChoose({ kind, name: chosenName })}
      label={engineLabel(chosen, current, strings)}
      tooltip={isResearch ? strings.chooseProcessor : strings.chooseModel}
      listLabel={isResearch ? strings.processors : strings.models}
      control="engine"
    />
  );
}

/** A few processors in words, and the chosen one where it is another. */
function choicesOf(engines: readonly EngineView[], chosen: string, strings: PageStrings): readonly PickerGroup[] {
  const inWords = wordsOfUses(strings);
  const choices = processorUses.flatMap(({ use, processor }) => {
    const engine = engines.find(({ name }) => name === processor);
    const facts = engine ? [processor, engine.price, engine.usualTime].join(' · ') : '';
    return engine ? [{ name: processor, words: inWords[use], facts: [{ kind: 'note', text: facts } as const] }] : [];
  });
  const other = engines.find(({ name }) => name === chosen && choices.every((choice) => choice.name !== name));
  return other ? [ungrouped(choices), ungrouped([asOption(other)])] : [ungrouped(choices)];
}

function wordsOfUses(strings: PageStrings): Readonly<Record<ProcessorUse, string>> {
  return {
    quickFact: strings.quickFact,
    carefulAnswer: strings.carefulAnswer,
    deepReport: strings.deepReport,
    exhaustive: strings.exhaustiveResearch,
  };
}

function allProcessors(engines: readonly EngineView[], strings: PageStrings): readonly PickerGroup[] {
  const inWords = wordsOfUses(strings);
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
      heading: strings.fast,
      note: strings.fastNote,
      options: options(true),
    },
    {
      heading: strings.standard,
      note: strings.standardNote,
      options: options(false),
    },
  ];
}

function ungrouped(options: readonly PickerOption[]): PickerGroup {
  return { heading: '', note: '', options };
}

function engineLabel({ kind, name }: Engine, known: EngineView | undefined, strings: PageStrings): string {
  if (kind === 'research') {
    return known
      ? format(strings.processorWithFacts, name, known.price, known.usualTime)
      : format(strings.processor, name);
  }
  return known ? format(strings.modelWithFacts, name, known.price, known.usualTime) : format(strings.model, name);
}

interface KindPickerProps {
  readonly chosen: Engine['kind'];
  readonly onChoose: (kind: Engine['kind']) => void;
}

/** Chooses between research, which reads the web for as long as it takes, and an answer within seconds. */
export function KindPicker({ chosen, onChoose }: KindPickerProps): VNode {
  const strings = useStrings();
  const research = strings.research;
  const quick = strings.quickAnswer;
  const groups = useMemo(
    (): readonly PickerGroup[] => [
      {
        heading: '',
        note: '',
        options: [
          {
            name: research,
            facts: [{ kind: 'note', text: strings.researchNote }],
          },
          {
            name: quick,
            facts: [{ kind: 'note', text: strings.quickNote }],
          },
        ],
      },
    ],
    [research, quick, strings],
  );
  const name = chosen === 'research' ? research : quick;
  return (
    <Picker
      chosen={name}
      icon={chosen === 'research' ? 'telescope' : 'zap'}
      groups={groups}
      onChoose={(option) => onChoose(option === quick ? 'quick' : 'research')}
      label={chosen === 'research' ? strings.kindResearch : strings.kindQuick}
      tooltip={strings.chooseKind}
      listLabel={strings.kinds}
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
