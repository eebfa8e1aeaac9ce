import { l10n, ThemeColor, ThemeIcon, TreeItemCollapsibleState } from 'vscode';
import { unreachable } from '../../base/result';
import { visibleLine, visibleText } from '../../markdown/visible';
import { engineOf } from '../../research/engine/engine';
import { type Stage, isAnswered, stageOf } from '../../research/thread/stage';
import { shorten, type Thread } from '../../research/thread/thread';
import { type Condition, isUnsent, type Turn, type TurnRequest } from '../../research/thread/turn';
import { timeAgo } from './timeAgo';
import type { TurnNode } from './treeNodes';
import { treeRow, type TreeRow } from '../ui/rows';

/** Where a turn stands as far as the chat is concerned. */
export type TurnPlace = 'elsewhere' | 'shown' | 'last';

/** A turn as the tree shows it. All its texts are plain: whatever a question holds stays text. */
export function turnItem(node: TurnNode, turn: Turn, thread: Thread, place: TurnPlace): TreeRow {
  const question = questionWords(turn);
  const facts = [engineWords(turn.attempt.request), timeAgo(turn.askedAt, Date.now())].filter((fact) => fact !== '');
  const shown = place === 'last' ? [l10n.t('shown')] : [];
  const inChat = place === 'elsewhere' ? [] : [l10n.t('shown in the chat')];
  return treeRow({
    id: `${node.threadId}/${node.turnId}`,
    label: shorten(question),
    description: [...shown, ...facts].join(' · '),
    tooltip: tooltipOf(turn, facts),
    spoken: [question, stageWords(turn), ...facts, ...inChat].join(', '),
    icon: iconOf(stageOf(turn), place),
    context: contextOf(node, turn, thread),
    state: collapsibleState(node, place),
    command: {
      id: 'researchThreads.openThread',
      title: l10n.t('Open Thread'),
      argument: { threadId: node.threadId, turnId: node.turnId },
    },
  });
}

/** A question on one line. */
export function questionWords({ question }: Turn): string {
  if (question === null) return l10n.t('A question whose record could not be read');
  const line = visibleLine(question);
  return line === '' ? l10n.t('A question without words') : line;
}

/** `core-fast`, `quick answer (lite)`; nothing where it is not known. */
export function engineWords(request: TurnRequest): string {
  const name = visibleLine(engineOf(request).name);
  return request.kind === 'quick' ? l10n.t('quick answer ({0})', name) : name;
}

/** Where directions part everything is open, so that they are seen; of the directions those that the chat shows. */
function collapsibleState({ children, siblings }: TurnNode, place: TurnPlace): TreeItemCollapsibleState {
  if (children.length === 0) return TreeItemCollapsibleState.None;
  return siblings.length > 0 && place === 'elsewhere'
    ? TreeItemCollapsibleState.Collapsed
    : TreeItemCollapsibleState.Expanded;
}

function tooltipOf(turn: Turn, facts: readonly string[]): string {
  const question = turn.question === null ? questionWords(turn) : visibleText(turn.question).trim();
  return `${question}\n\n${[stageWords(turn), ...facts].join(' · ')}`;
}

/** The turns that the chat shows are full dots. */
function iconOf(stage: Stage, place: TurnPlace): ThemeIcon {
  switch (stage) {
    case 'waiting':
      return new ThemeIcon('clock');
    case 'underWay':
      return new ThemeIcon('loading~spin');
    case 'answered':
      return new ThemeIcon(place === 'elsewhere' ? 'circle-outline' : 'circle-filled');
    case 'uncertain':
      return new ThemeIcon('warning', new ThemeColor('list.warningForeground'));
    case 'failed':
      return new ThemeIcon('error', new ThemeColor('list.errorForeground'));
    default:
      return unreachable(stage);
  }
}

function stageWords({ attempt }: Turn): string {
  const words: Readonly<Record<Condition['state'], () => string>> = {
    asked: () => l10n.t('not sent'),
    sending: () => l10n.t('being sent'),
    accepted: () => l10n.t('research is running'),
    running: () => l10n.t('research is running'),
    writing: () => l10n.t('the answer is arriving'),
    answered: () => l10n.t('answered'),
    detached: () => l10n.t('not watched; the run goes on and may be billed'),
    unconfirmed: () => l10n.t('may have been sent; not confirmed'),
    lost: () => l10n.t('the answer broke off'),
    failed: () => l10n.t('failed'),
  };
  return words[attempt.condition.state]();
}

/** What can be done with a turn, for the menus of the manifest. */
function contextOf({ siblings }: TurnNode, turn: Turn, thread: Thread): string {
  const answered = isAnswered(turn);
  const rivals = siblings.filter((id) => {
    const rival = thread.turns.get(id);
    return rival !== undefined && isAnswered(rival);
  });
  const can = ['turn'];
  if (turn.question !== null) can.push('worded');
  if (answered) can.push('answered');
  if (answered && rivals.length > 1) can.push('comparable');
  if (isUnsent(turn)) can.push('unsent');
  return can.join('.');
}
