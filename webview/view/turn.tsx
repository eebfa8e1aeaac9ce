import { format } from '../../src/base/localize';
import type { VNode } from 'preact';
import { useContext, useId, useRef } from 'preact/hooks';
import { unreachable } from '../../src/base/result';
import { plainText } from '../../src/markdown/text';
import type { SiblingsView, TurnView } from '../../src/protocol/viewState';
import { Answer } from './answer';
import { Boundary } from './boundary';
import { Contexts } from './contexts';
import { Button, ProgressRing, Refusal, Separator } from './controls';
import { memo } from './memo';
import { PlainAnswer } from './plainAnswer';
import { Problem, Waiting } from './problem';
import { Running } from './running';
import { EditingContext, PanelContext, useStrings } from './services';
import { useExpanded } from './useExpanded';
import { LinkTurnContext } from './useOpenLink';
import { useRequest } from './useRequest';
import { useVicinity } from './vicinity';

interface TurnProps {
  readonly turn: TurnView;
  /** Whether it is in sight when it is first drawn. */
  readonly startsNear: boolean;
}

/**
 * One question and what came of it. Far from what is in sight only the question is drawn, so that a long thread costs
 * little; the rest keeps the room that it last took.
 */
export const Turn = memo(function Turn({ turn, startsNear }: TurnProps): VNode {
  const element = useRef<HTMLElement>(null);
  const { near, heightWhenFar } = useVicinity(element, startsNear);
  const questionId = useId();
  return (
    <article ref={element} class="turn" data-turn={turn.id} tabIndex={-1} aria-labelledby={questionId}>
      <Question id={questionId} turnId={turn.id} question={turn.question} />
      <EditedQuestion turnId={turn.id} />
      {near ? (
        <Boundary part="turn" of={turn} fallback={<PlainTurn turn={turn} />}>
          <LinkTurnContext.Provider value={turn.id}>
            <TurnBody turn={turn} />
          </LinkTurnContext.Provider>
        </Boundary>
      ) : (
        <div style={{ blockSize: `${heightWhenFar}px` }} />
      )}
    </article>
  );
});

/** The composer, while it holds the question of this turn. */
function EditedQuestion({ turnId }: { readonly turnId: string }): VNode | null {
  const editing = useContext(EditingContext);
  return editing?.turnId === turnId ? editing.composer : null;
}

/** About as many characters as fit into six lines of a narrow panel. */
const longestQuestion = 320;

interface QuestionProps {
  readonly id: string;
  readonly turnId: string;
  readonly question: string | null;
}

function Question({ id, turnId, question }: QuestionProps): VNode {
  const strings = useStrings();
  const [expanded, toggle] = useExpanded(`${turnId}/question`);
  if (question === null) {
    return (
      <h2 id={id} class="question question-lost">
        {strings.unreadableQuestion}
      </h2>
    );
  }
  const long = question.length > longestQuestion || question.split('\n').length > 6;
  return (
    <div>
      <h2 id={id} class={`question ${long && !expanded ? 'question-short' : ''}`} dir="auto">
        {question}
      </h2>
      {long && (
        <button type="button" class="text-button" aria-expanded={expanded} onClick={toggle}>
          {expanded ? strings.showLess : strings.showMore}
        </button>
      )}
    </div>
  );
}

function TurnBody({ turn }: { readonly turn: TurnView }): VNode {
  return (
    <div class="turn-body">
      <Facts turn={turn} />
      {turn.notes.map((note) => (
        <p key={note} class="note" dir="auto">
          {note}
        </p>
      ))}
      <Contexts contexts={turn.contexts} turnId={turn.id} />
      <Condition turn={turn} />
    </div>
  );
}

/** `core-fast · 38 s · $0.025`, and what can be done with the question. */
function Facts({ turn }: { readonly turn: TurnView }): VNode {
  const strings = useStrings();
  const { condition, engine, price, scope } = turn;
  const duration = condition.state === 'answered' ? condition.duration : null;
  const name = engine.kind === 'quick' ? format(strings.quickAnswerBy, engine.name) : engine.name;
  // A question that waits offers it below, in words.
  const canEdit = turn.question !== null && !(condition.state === 'waiting' && condition.canChange);
  const known = [name, duration, price].filter((fact) => fact !== null && fact !== '');
  const facts = scope === null ? known : [...known, <Scope key="scope" turn={turn} scope={scope} />];
  return (
    <div class="facts">
      <span>
        {facts.map((fact, index) => (
          <>
            {index > 0 && <Separator />}
            <bdi>{fact}</bdi>
          </>
        ))}
      </span>
      {canEdit && <EditQuestion turnId={turn.id} />}
      {turn.siblings && <SiblingSwitch turnId={turn.id} siblings={turn.siblings} />}
    </div>
  );
}

/** Where the research was to look. Where that names more sites than fit, it opens. */
function Scope({ turn, scope }: { readonly turn: TurnView; readonly scope: string }): VNode {
  const strings = useStrings();
  const [expanded, toggle] = useExpanded(`${turn.id}/scope`);
  const { scopeInFull } = turn;
  if (scopeInFull === undefined) return <>{scope}</>;
  return (
    <>
      {expanded ? scopeInFull : scope}{' '}
      <button type="button" class="text-button" aria-expanded={expanded} data-control="scope" onClick={toggle}>
        {expanded ? strings.showLess : strings.showAll}
      </button>
    </>
  );
}

function EditQuestion({ turnId }: { readonly turnId: string }): VNode {
  const strings = useStrings();
  const { compose } = useContext(PanelContext);
  const [status, send] = useRequest();
  return (
    <span class="edit-question">
      <Button
        look="quiet"
        icon="edit"
        iconOnly
        label={strings.editQuestion}
        control="editQuestion"
        onPress={() => send({ kind: 'editQuestion', turnId }, compose)}
      />
      <Refusal status={status} />
    </span>
  );
}

interface SiblingSwitchProps {
  readonly turnId: string;
  readonly siblings: SiblingsView;
}

function SiblingSwitch({ turnId, siblings }: SiblingSwitchProps): VNode {
  const strings = useStrings();
  const [status, send] = useRequest();
  const select = (turnId: string | null) => () => {
    if (turnId !== null) send({ kind: 'selectTurn', turnId });
  };
  return (
    <span class="siblings" role="group" aria-label={strings.branches}>
      <Button
        look="quiet"
        icon="chevron-left"
        iconOnly
        label={strings.previousBranch}
        disabled={siblings.previousTurnId === null}
        control="previousBranch"
        onPress={select(siblings.previousTurnId)}
      />
      <span class="siblings-position">{format(strings.branchPosition, siblings.position, siblings.count)}</span>
      <Button
        look="quiet"
        icon="chevron-right"
        iconOnly
        label={strings.nextBranch}
        disabled={siblings.nextTurnId === null}
        control="nextBranch"
        onPress={select(siblings.nextTurnId)}
      />
      {siblings.comparable && (
        <span class="compare">
          <Button
            look="quiet"
            icon="diff"
            iconOnly
            label={strings.compareAnswers}
            control="compareAnswers"
            onPress={() => send({ kind: 'compareAnswers', turnId })}
          />
        </span>
      )}
      <Refusal status={status} />
    </span>
  );
}

function Condition({ turn }: { readonly turn: TurnView }): VNode {
  const { id, engine, condition, trace } = turn;
  switch (condition.state) {
    case 'waiting':
      return <Waiting turnId={id} engine={engine} waiting={condition} />;
    case 'sending':
      return <Sending />;
    case 'running':
      return <Running turnId={id} running={condition} trace={trace} />;
    case 'writing':
    case 'lost':
    case 'answered':
      return <Answer turn={turn} state={condition} />;
    case 'detached':
    case 'unconfirmed':
      return <Problem turnId={id} engine={engine} problem={condition.problem} severity="uncertain" />;
    case 'unreadable':
      return <PlainAnswer turnId={id} text={condition.text} />;
    case 'failed':
      return (
        <Problem turnId={id} engine={engine} problem={condition.problem} severity="failed" limit={condition.limit} />
      );
    default:
      return unreachable(condition);
  }
}

/** A turn that could not be drawn: its answer as text. */
function PlainTurn({ turn: { id, condition } }: { readonly turn: TurnView }): VNode {
  const text = condition.state === 'answered' ? plainText(condition.blocks) : 'text' in condition ? condition.text : '';
  return (
    <div class="turn-body">
      <PlainAnswer turnId={id} text={text} />
    </div>
  );
}

function Sending(): VNode {
  const strings = useStrings();
  return (
    <div class="status-line">
      <ProgressRing />
      <span class="status">{strings.sending}</span>
    </div>
  );
}
