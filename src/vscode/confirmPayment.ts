import { l10n } from 'vscode';
import { visibleLine } from '../markdown/visible';
import { formatPrice, formatUsualTime } from '../research/processor';
import { shorten } from '../research/thread';
import type { Payment } from './spendingGuard';
import { askFirst } from './ui/messages';

/** Asks whether a question shall be paid for: once, whatever there is to be said about it. */
export async function confirmPayment({ question, engine, facts, mayBePaidTwice, today }: Payment): Promise<boolean> {
  const price = formatPrice(facts.mills);
  const name = engine.kind === 'quick' ? l10n.t('A quick answer ({0})', engine.name) : engine.name;
  const detail = [
    l10n.t('“{0}”', visibleLine(shorten(question))),
    mayBePaidTwice
      ? l10n.t(
          'The first sending may have started a run that is billed. Sending again may start a second one. Your runs are listed on platform.parallel.ai.',
        )
      : null,
    l10n.t('{0} costs {1} when it succeeds, and usually takes {2}.', name, price, formatUsualTime(facts.usualSeconds)),
    l10n.t('With it, up to {0} may be billed today.', formatPrice(today)),
  ].filter((sentence) => sentence !== null);
  const go = mayBePaidTwice ? l10n.t('Send Again for {0}', price) : l10n.t('Ask for {0}', price);
  const answer = await askFirst(
    mayBePaidTwice ? l10n.t('Send the question again?') : l10n.t('Ask this question for {0}?', price),
    detail.join('\n\n'),
    go,
  );
  return answer === go;
}
