import { format } from '../../src/base/localize';
import type { VNode } from 'preact';
import { useId, useLayoutEffect, useRef } from 'preact/hooks';
import type { PageStrings } from '../../src/protocol/pageStrings';
import { unreachable } from '../../src/base/result';
import type { MapRowView, MapView } from '../../src/protocol/viewState';
import { Disclosure, Icon, type IconName, Refusal, Separator } from './controls';
import { memo } from './memo';
import { useStrings } from './services';
import { useExpanded } from './useExpanded';
import { useRequest } from './useRequest';
import { useTreeKeys } from './useTreeKeys';

interface ThreadMapProps {
  readonly threadId: string;
  readonly map: MapView;
  /** Brings a turn into sight and puts the focus on it. */
  readonly reveal: (turnId: string) => void;
}

/** One line on how a thread branches, `3 branches · 14 questions`, that opens into its outline. */
export const ThreadMap = memo(function ThreadMap({ threadId, map, reveal }: ThreadMapProps): VNode {
  const strings = useStrings();
  const [expanded, toggle] = useExpanded(`${threadId}/map`);
  const id = useId();
  return (
    <nav class="map" aria-label={strings.threadMap}>
      <Disclosure expanded={expanded} controls={id} control="map" className="map-line" onToggle={toggle}>
        {format(strings.branchCount, map.branches)}
        <Separator />
        {format(strings.questionCount, map.turns)}
      </Disclosure>
      {expanded && <MapTree id={id} rows={map.rows} reveal={reveal} />}
    </nav>
  );
});

interface MapTreeProps {
  readonly id: string;
  readonly rows: readonly MapRowView[];
  readonly reveal: (turnId: string) => void;
}

/** The outline as a tree that is open everywhere; choosing a row shows its turn. */
function MapTree({ id, rows, reveal }: MapTreeProps): VNode {
  const strings = useStrings();
  const [status, send] = useRequest();
  const tree = useRef<HTMLUListElement>(null);
  const choose = (turnId: string): void => send({ kind: 'selectTurn', turnId }, () => reveal(turnId));
  const last = rows.find(({ place }) => place === 'last')?.turnId ?? null;
  const keys = useTreeKeys(rows, last, tree, choose);
  useLayoutEffect(() => {
    if (tree.current) scrollIntoView(tree.current, tree.current.querySelector('[aria-current]'));
  }, [last]);
  return (
    <>
      <ul
        ref={tree}
        id={id}
        class="map-tree"
        role="tree"
        aria-label={strings.questionsInThread}
        onKeyDown={keys.onKeyDown}
        onFocusIn={keys.onFocusIn}
      >
        {rows.map((row, index) => (
          <MapRow
            key={row.turnId}
            row={row}
            followsOn={index > 0 && !row.startsBranch}
            goesOn={rows[index + 1]?.startsBranch === false}
            isTabStop={row.turnId === keys.tabStop}
            choose={choose}
          />
        ))}
      </ul>
      <Refusal status={status} />
    </>
  );
}

interface MapRowProps {
  readonly row: MapRowView;
  /** Whether its question continues that of the row above, and the row below this one's: all else begins a branch. */
  readonly followsOn: boolean;
  readonly goesOn: boolean;
  readonly isTabStop: boolean;
  readonly choose: (turnId: string) => void;
}

function MapRow({ row, followsOn, goesOn, isTabStop, choose }: MapRowProps): VNode {
  const strings = useStrings();
  const { turnId, level, place, stage } = row;
  const text = textOf(row, strings);
  return (
    <li
      class={`map-row map-row-${place} ${followsOn ? 'map-row-follows' : ''} ${goesOn ? 'map-row-goes-on' : ''}`}
      style={{ '--level': level }}
      role="treeitem"
      tabIndex={isTabStop ? 0 : -1}
      aria-level={level + 1}
      aria-current={place === 'last' ? 'true' : undefined}
      aria-label={accessibleName(row, text, strings)}
      title={text}
      data-row={turnId}
      onClick={() => choose(turnId)}
    >
      <Icon name={iconOf(row)} className={stage === 'underWay' ? 'icon-spin' : `icon-${stage}`} />
      <span class="map-question" dir="auto">
        {text}
      </span>
    </li>
  );
}

function textOf({ question, count }: MapRowView, strings: PageStrings): string {
  if (count > 1) return format(strings.moreQuestions, count);
  return question ?? strings.unreadableQuestion;
}

function accessibleName(row: MapRowView, text: string, strings: PageStrings): string {
  const parts = [text, stageWords(row, strings)];
  if (row.startsBranch) parts.push(strings.startsBranch);
  if (row.place !== 'elsewhere') parts.push(strings.shown);
  return parts.join(', ');
}

function stageWords({ stage }: MapRowView, strings: PageStrings): string {
  switch (stage) {
    case 'waiting':
      return strings.notSent;
    case 'underWay':
      return strings.beingAnswered;
    case 'answered':
      return strings.answered;
    case 'uncertain':
      return strings.needsAttention;
    case 'failed':
      return strings.failed;
    default:
      return unreachable(stage);
  }
}

function iconOf({ stage, place, count }: MapRowView): IconName {
  switch (stage) {
    case 'waiting':
      return 'clock';
    case 'underWay':
      return 'loading';
    case 'uncertain':
      return 'warning';
    case 'failed':
      return 'error';
    case 'answered':
      if (count > 1) return 'ellipsis';
      return place === 'elsewhere' ? 'circle-outline' : 'circle-filled';
    default:
      return unreachable(stage);
  }
}

/** Scrolls the tree, and nothing around it, until a row is in its middle. */
function scrollIntoView(tree: HTMLElement, row: Element | null): void {
  if (!row) return;
  const from = tree.getBoundingClientRect();
  const to = row.getBoundingClientRect();
  tree.scrollTop += to.top - from.top - (from.height - to.height) / 2;
}
