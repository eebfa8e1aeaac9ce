import { parseMarkdown } from '../../markdown/parse';
import type { Block } from '../../markdown/tree';
import { inlinesOf } from '../../markdown/walk';
import { isOpenable } from '../../research/answer/links';
import type { ChatView, ConditionView } from '../../protocol/viewState';

/**
 * Whether a turn of the chat has a link to `url`, in its answer, its sources or the pages that it reads, and one that may be
 * opened. A page that was taken over can have nothing else opened.
 */
export function hasLink({ turns, writing }: Pick<ChatView, 'turns' | 'writing'>, turnId: string, url: string): boolean {
  const turn = turns.find(({ id }) => id === turnId);
  if (!turn || !isOpenable(url)) return false;
  const { condition } = turn;
  if (condition.state === 'running') return condition.readSample.includes(url);
  if (condition.state === 'answered' && condition.sources.some((source) => source.url === url)) return true;
  const written = Object.hasOwn(writing, turnId) ? writing[turnId] : undefined;
  return linksTo(url, blocksOf(condition, written ?? ''));
}

function blocksOf(condition: ConditionView, written: string): readonly Block[] {
  switch (condition.state) {
    case 'answered':
      return condition.blocks;
    case 'lost':
      return parseMarkdown(condition.text);
    case 'writing':
      return parseMarkdown(written);
    default:
      return [];
  }
}

function linksTo(url: string, blocks: readonly Block[]): boolean {
  for (const inline of inlinesOf(blocks)) if (inline.type === 'link' && inline.url === url) return true;
  return false;
}
