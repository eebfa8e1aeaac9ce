import { l10n, ThemeIcon } from 'vscode';
import type { ChatSession } from '../../chat/chatSession';
import type { EngineView } from '../../protocol/viewState';
import { isSameEngine, type Engine } from '../../research/engine/engine';
import { cancelled, done, type ActionOutcome } from '../../base/outcome';
import { choice, pickChoice, separator, type Choice } from '../ui/choices';

interface EngineItem extends Choice {
  readonly engine?: Engine;
}

/** Lets the person choose what answers the next question, with its price and usual time. */
export async function chooseEngine(session: ChatSession): Promise<ActionOutcome> {
  const { composer } = session.view();
  const itemsOf = (kind: Engine['kind'], engines: readonly EngineView[]): readonly EngineItem[] =>
    engines.map(({ name, price, usualTime }) => {
      const engine: Engine = { kind, name };
      const description = `${price} · ${usualTime}`;
      const isChosen = isSameEngine(engine, composer.engine);
      return choice({ label: name, description, engine, ...(isChosen && { iconPath: new ThemeIcon('check') }) });
    });
  const items = [
    separator(l10n.t('research')),
    ...itemsOf('research', composer.processors),
    separator(l10n.t('quick answers')),
    ...itemsOf('quick', composer.quickModels),
  ];
  const chosen = await pickChoice<EngineItem>(items, l10n.t('Choose Processor or Model'));
  if (!chosen?.engine) return cancelled;
  session.chooseEngine(chosen.engine);
  return done;
}
