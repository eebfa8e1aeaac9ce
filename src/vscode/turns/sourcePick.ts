import { l10n } from 'vscode';
import { siteOf } from '../../research/answer/links';
import type { Source } from '../../research/answer/sources';
import { choice, pickChoice } from '../ui/choices';

/** Asks which of the sources of an answer is meant; undefined for none. */
export async function pickSource(sources: readonly Source[]): Promise<Source | undefined> {
  const items = sources.map((source) =>
    choice({
      label: `[${source.number}] ${source.title ?? siteOf(source.url).site}`,
      description: siteInWords(source.url),
      detail: source.excerpts[0] ?? '',
      source,
    }),
  );
  return (await pickChoice(items, l10n.t('Choose a Source')))?.source;
}

/** A site as a list shows it, and whether its address misleads. */
function siteInWords(url: string): string {
  const { site, deceptive } = siteOf(url);
  return deceptive ? l10n.t('{0} - this address may be deceptive', site) : site;
}
