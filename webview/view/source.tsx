import { format } from '../../src/base/localize';
import type { VNode } from 'preact';
import type { ConfidenceView, SourceView } from '../../src/protocol/viewState';
import { isOpenable } from '../../src/research/answer/links';
import { Link } from '../markdown/link';
import { Button, type IconName, Icon, Refusal } from './controls';
import { CopyButton } from './copyButton';
import { useStrings } from './services';
import { useExpanded } from './useExpanded';
import { useRequest } from './useRequest';

const confidenceIcons: Readonly<Record<'high' | 'medium' | 'low', IconName>> = {
  high: 'circle-filled',
  medium: 'color-mode',
  low: 'circle-outline',
};

/** A confidence in the API's own word. Nothing where it gave none. */
export function ConfidenceMark({ confidence }: { readonly confidence: ConfidenceView | null }): VNode | null {
  const strings = useStrings();
  if (!confidence) return null;
  const { level, word } = confidence;
  return (
    <span class="confidence">
      {level && <Icon name={confidenceIcons[level]} className={`confidence-${level}`} />}
      <span class="visually-hidden">{strings.confidence} </span>
      <bdi>{word}</bdi>
    </span>
  );
}

/** Where a source is from; says so when the written address would mislead, or when the basis does not have it. */
export function SourceSite({ source }: { readonly source: SourceView }): VNode {
  const strings = useStrings();
  return (
    <>
      <bdi class="site">{source.site}</bdi>
      {source.deceptive && (
        <span class="source-warning">
          <Icon name="warning" className="icon-warning" />
          {strings.deceptiveAddress}
        </span>
      )}
      {!source.inBasis && (
        <span class="source-warning">
          <Icon name="info" className="icon-info" />
          {strings.onlyInAnswer}
        </span>
      )}
    </>
  );
}

const longestExcerpt = 240;

interface ExcerptsProps {
  readonly source: SourceView;
  /** Under which name it is remembered that all of them are shown. */
  readonly part: string;
}

/** What a source says, word for word: the beginning of its first excerpt, and everything when asked for. */
export function Excerpts({ source, part }: ExcerptsProps): VNode | null {
  const strings = useStrings();
  const [expanded, toggle] = useExpanded(part);
  const { excerpts } = source;
  const [first] = excerpts;
  if (first === undefined) return null;
  const more = excerpts.length > 1 || first.length > longestExcerpt;
  return (
    <div class="excerpts">
      {(expanded ? excerpts : [first]).map((excerpt) => (
        <blockquote class={`excerpt ${expanded ? '' : 'excerpt-short'}`} dir="auto">
          {expanded ? excerpt : beginningOf(excerpt)}
        </blockquote>
      ))}
      {more && (
        <button type="button" class="text-button" aria-expanded={expanded} onClick={toggle}>
          {expanded ? strings.showLess : strings.showMore}
        </button>
      )}
    </div>
  );
}

/** Cut at a word, so that a huge excerpt is not laid out to be hidden. */
function beginningOf(excerpt: string): string {
  if (excerpt.length <= longestExcerpt) return excerpt;
  const cut = excerpt.slice(0, longestExcerpt);
  const lastSpace = cut.lastIndexOf(' ');
  return `${lastSpace > longestExcerpt / 2 ? cut.slice(0, lastSpace) : cut}…`;
}

interface SourceActionsProps {
  readonly source: SourceView;
  readonly turnId: string;
  /** Whether there is room for words and for an action that opens the page. */
  readonly labelled?: boolean;
}

/** Open, insert and copy a source. */
export function SourceActions({ source, turnId, labelled = false }: SourceActionsProps): VNode {
  const strings = useStrings();
  const [inserting, insert] = useRequest();
  const named = { turnId, source: source.number };
  return (
    <div class="source-actions">
      {labelled && isOpenable(source.url) && (
        <Link class="link-button" url={source.url}>
          <Icon name="link-external" />
          {strings.open}
        </Link>
      )}
      <Button
        look="quiet"
        icon="insert"
        iconOnly={!labelled}
        label={labelled ? strings.insert : format(strings.insertCitation, source.number)}
        onPress={() => insert({ kind: 'insertCitation', ...named })}
      />
      <CopyButton
        iconOnly={!labelled}
        label={labelled ? strings.copy : format(strings.copyCitation, source.number)}
        control={`copyCitation${source.number}`}
        request={{ kind: 'copyCitation', ...named }}
      />
      <Refusal status={inserting} />
    </div>
  );
}

/** A source in the list below an answer. */
export function SourceItem({ source, turnId }: { readonly source: SourceView; readonly turnId: string }): VNode {
  return (
    <li class="source">
      <span class="source-number">{source.number}</span>
      <div class="source-main">
        <div class="source-title" dir="auto">
          <Link url={source.url}>{source.title}</Link>
        </div>
        <div class="source-facts">
          <SourceSite source={source} />
          <ConfidenceMark confidence={source.confidence} />
        </div>
        <Excerpts source={source} part={`${turnId}/source/${source.number}`} />
      </div>
      <SourceActions source={source} turnId={turnId} />
    </li>
  );
}
