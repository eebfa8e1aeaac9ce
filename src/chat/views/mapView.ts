import { append } from '../../base/append';
import { visibleLine } from '../../markdown/visible';
import { type Branch, branchesOf, isBranched } from '../../research/thread/outline';
import { type Stage, stageOf } from '../../research/thread/stage';
import { shorten } from '../../research/thread/thread';
import type { Turn } from '../../research/thread/turn';
import type { MapRowView, MapView } from '../../protocol/viewState';

/** In a straight line of turns so many at its beginning and at its end have rows of their own, */
const keptAtStart = 1;
const keptAtEnd = 2;
/** and fewer than so many between them too. */
const fewestTogether = 3;

/**
 * The map of a thread, made of its outline and of the turns that are shown; null where its directions do not part. What lies
 * in a straight line is shortened, but the last turn that is shown has a row in any case.
 */
export function mapView(outline: readonly Branch[], path: readonly Turn[]): MapView | null {
  if (!isBranched(outline)) return null;
  const shown = new Set(path);
  const last = path.at(-1);
  const placeOf = (turn: Turn): MapRowView['place'] =>
    turn === last ? 'last' : shown.has(turn) ? 'shown' : 'elsewhere';
  const branches = [...branchesOf(outline)];
  const rows = branches.flatMap(({ first, rest, level }) => {
    const stretches = stretchesOf([first, ...rest], last);
    return stretches.map((turns, index): MapRowView => {
      const [turn = first] = turns;
      return {
        turnId: turn.id,
        question: turn.question === null ? null : shorten(visibleLine(turn.question)),
        count: turns.length,
        level,
        startsBranch: index === 0 && (level > 0 || outline.length > 1),
        stage: stageOfAll(turns),
        place: placeOf(turn),
      };
    });
  });
  return {
    turns: branches.reduce((sum, { rest }) => sum + 1 + rest.length, 0),
    branches: branches.filter(({ branches: parting }) => parting.length === 0).length,
    rows,
  };
}

/** Turns in a straight line, those together that share a row. */
function stretchesOf(turns: readonly Turn[], last: Turn | undefined): readonly (readonly Turn[])[] {
  const stretches: Turn[][] = [];
  let together: Turn[] = [];
  const close = (): void => {
    append(stretches, together.length < fewestTogether ? together.map((turn) => [turn]) : [together]);
    together = [];
  };
  for (const [index, turn] of turns.entries()) {
    if (index >= keptAtStart && index < turns.length - keptAtEnd && turn !== last) {
      together.push(turn);
      continue;
    }
    close();
    stretches.push([turn]);
  }
  return stretches;
}

/** What a person should know first of several turns. */
const byUrgency: readonly Stage[] = ['failed', 'uncertain', 'underWay', 'waiting', 'answered'];

function stageOfAll(turns: readonly Turn[]): Stage {
  const stages = new Set(turns.map(stageOf));
  return byUrgency.find((stage) => stages.has(stage)) ?? 'answered';
}

/** `map`, but `before` where that says the same: whoever draws it sees by its identity that nothing has changed. */
export function unlessSame(before: MapView | null, map: MapView | null): MapView | null {
  const isSame =
    before?.turns === map?.turns &&
    before?.branches === map?.branches &&
    before?.rows.length === map?.rows.length &&
    before?.rows.every((row, index) => isSameRow(row, map?.rows[index])) !== false;
  return isSame ? before : map;
}

function isSameRow(before: MapRowView, row: MapRowView | undefined): boolean {
  return (
    before.turnId === row?.turnId &&
    before.question === row.question &&
    before.count === row.count &&
    before.level === row.level &&
    before.startsBranch === row.startsBranch &&
    before.stage === row.stage &&
    before.place === row.place
  );
}
