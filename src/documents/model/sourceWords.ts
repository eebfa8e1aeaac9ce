import { calendarDay } from '../../base/calendarDay';
import type { Localize } from '../../base/localize';
import type { Block, Inline } from '../../markdown/tree';
import { visibleLine } from '../../markdown/visible';
import { isOpenable, siteOf } from '../../research/answer/links';
import type { Source, SourcedAnswer } from '../../research/answer/sources';
import type { AnswerDetails } from './insertion';
import { visibleBlocks } from './visibleBlocks';

/**
 * What a document calls a source: its title, or the site of a page without one. Behind a title that is the address of
 * another site, and wherever the source's own address misleads, stands the site that the link leads to.
 */
export function titleOf({ title, url }: Pick<Source, 'title' | 'url'>): string {
  const line = visibleLine(title ?? '');
  const { site, deceptive } = siteOf(url);
  if (line === '' || line === site) return site;
  return isOpenable(url) && (deceptive || namesAnotherSite(line, site)) ? `${line} (${site})` : line;
}

/** Whether a title is nothing but the address of a site or a page, and not of this site. */
function namesAnotherSite(title: string, site: string): boolean {
  const [, host] =
    /^(?:[a-z][a-z\d+.-]*:\/*)?([^\s/?#@:]+\.[^\s/?#@:\d.][^\s/?#@:.]+)\.?(?::\d+)?(?:[/?#]\S*)?$/iu.exec(title) ?? [];
  if (host === undefined) return false;
  const named = siteOf(`https://${host}`).site;
  return withoutPrefix(named) !== withoutPrefix(site);
}

function withoutPrefix(site: string): string {
  return site.toLowerCase().replace(/^www\.|:\d+$/g, '');
}

/** A reference to a source in the text: a link to its page, or, where its address must not be opened, its words only. */
export function referenceTo(source: Pick<Source, 'title' | 'url'>): Inline {
  const title = titleOf(source);
  const address = visibleLine(source.url);
  if (isOpenable(source.url)) return { type: 'link', url: source.url, children: [{ type: 'text', text: title }] };
  return { type: 'text', text: title === address ? title : `${title} (${address})` };
}

/** `Medal table - https://example.com (accessed 2026-11-21)`. */
export function plainCitation(source: Source, details: AnswerDetails, localize: Localize): string {
  const url = visibleLine(source.url).replace(/ /g, '%20');
  return localize('{0} - {1} (accessed {2})', titleOf(source), url, calendarDay(details.answeredAt));
}

/** The sources that an insertion has to name: those that the text cites, or, when it cites none, those that were read. */
export function sourcesToName(sources: readonly Source[]): readonly Source[] {
  const cited = sources.filter(({ standing }) => standing === 'cited');
  return cited.length > 0 ? cited : sources;
}

/** An answer's text, without anything that cannot be seen; its markers name sources. */
export function blocksOf({ blocks }: SourcedAnswer): readonly Block[] {
  return visibleBlocks(blocks);
}
