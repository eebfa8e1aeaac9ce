import { l10n } from 'vscode';
import { visibleLine } from '../../markdown/visible';
import { engineFacts, type Engine } from '../../research/engine/engine';
import { formatPrice, formatUsualTime } from '../../research/engine/processor';
import { shorten } from '../../research/thread/thread';
import type { ForeignEngine, Payment } from '../../spending/spendingGuard';
import { askFirst } from '../ui/messages';

/** Asks whether to pay for a question: once, with everything there is to say about it. */
export async function confirmPayment(payment: Payment): Promise<boolean> {
  const { question, engine, facts, mayBePaidTwice, dearerThan, today } = payment;
  const price = formatPrice(facts.mills);
  const name = engine.kind === 'quick' ? l10n.t('A quick answer ({0})', engine.name) : engine.name;
  const detail = [
    l10n.t('“{0}”', visibleLine(shorten(question))),
    mayBePaidTwice
      ? l10n.t(
          'The first sending may have started a run that is billed. Sending again may start a second one. Your runs are listed on platform.parallel.ai.',
        )
      : null,
    dearerThan && dearerWords(engine, price, dearerThan),
    l10n.t('{0} costs {1} when it succeeds, and usually takes {2}.', name, price, formatUsualTime(facts.usualSeconds)),
    l10n.t('Today’s total could reach {0}.', formatPrice(today)),
  ].filter((sentence) => sentence !== null);
  const go = mayBePaidTwice ? l10n.t('Send Again for {0}', price) : l10n.t('Ask for {0}', price);
  return (await askFirst(titleOf(payment, price), detail.join('\n\n'), go)) === go;
}

function titleOf({ tooFast, mayBePaidTwice }: Payment, price: string): string {
  if (tooFast) {
    const { questions, seconds } = tooFast;
    return seconds < 60
      ? l10n.t('{0} questions were sent within {1} seconds. Send this one for {2}?', questions, seconds, price)
      : l10n.t('{0} questions were sent within {1} minutes. Send this one for {2}?', questions, seconds / 60, price);
  }
  return mayBePaidTwice ? l10n.t('Send the question again?') : l10n.t('Ask this question for {0}?', price);
}

/** Both prices, and where the dearer choice comes from. */
function dearerWords(engine: Engine, price: string, { setting, chosenBy, own }: ForeignEngine): string {
  const words = [setting, engine.name, price, own.name, formatPrice(engineFacts(own)?.mills ?? 0)] as const;
  return chosenBy === 'workspace'
    ? l10n.t('This workspace’s settings set {0} to {1} ({2}). Without them it’s {3} ({4}).', ...words)
    : l10n.t('Another extension sets {0} to {1} ({2}). Without it, it’s {3} ({4}).', ...words);
}
