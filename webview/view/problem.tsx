import { format } from '../../src/base/localize';
import type { PageStrings } from '../../src/protocol/pageStrings';
import type { VNode } from 'preact';
import { useContext, useId, useState } from 'preact/hooks';
import { unreachable } from '../../src/base/result';
import type { ChatRequest } from '../../src/protocol/chatRequest';
import type { LimitView, ProblemAction, ProblemView, WaitingView } from '../../src/protocol/viewState';
import type { Engine } from '../../src/research/engine/engine';
import { Button, Disclosure, Icon, type IconName, Refusal } from './controls';
import { Countdown, useSecondsUntil } from './countdown';
import { EnginePicker } from './enginePicker';
import { PanelContext, useEngine, useStrings } from './services';
import { useExpanded } from './useExpanded';
import { useRequest } from './useRequest';

interface ProblemProps {
  readonly turnId: string;
  readonly engine: Engine;
  readonly problem: ProblemView;
  /** `failed` when nothing comes of the turn any more; `uncertain` when something still may. */
  readonly severity: 'failed' | 'uncertain';
  /** For how long the service takes no more questions. */
  readonly limit?: LimitView | undefined;
}

/** What went wrong with a turn, what it means for money, and what can be done. */
export function Problem({ turnId, engine, problem, severity, limit }: ProblemProps): VNode {
  const seconds = useSecondsUntil(limit?.until ?? 0);
  const icon: IconName = severity === 'failed' ? 'error' : 'warning';
  return (
    <div class="problem">
      <Icon name={icon} className={severity === 'failed' ? 'icon-error' : 'icon-warning'} />
      <div class="problem-main">
        <p class="problem-title">{problem.title}</p>
        <p>{problem.explanation}</p>
        {limit && <Countdown limit={limit} seconds={seconds} />}
        {problem.detail !== null && <Detail turnId={turnId} detail={problem.detail} />}
        <ProblemActions
          turnId={turnId}
          engine={engine}
          actions={seconds > 0 ? problem.actions : problem.actions.filter((action) => action !== 'sendWhenFree')}
        />
      </div>
    </div>
  );
}

function Detail({ turnId, detail }: { readonly turnId: string; readonly detail: string }): VNode {
  const strings = useStrings();
  const [expanded, toggle] = useExpanded(`${turnId}/detail`);
  const id = useId();
  return (
    <>
      <Disclosure expanded={expanded} controls={id} onToggle={toggle}>
        {strings.details}
      </Disclosure>
      {expanded && (
        <p id={id} class="detail" dir="auto">
          {detail}
        </p>
      )}
    </>
  );
}

interface ProblemActionsProps {
  readonly turnId: string;
  readonly engine: Engine;
  readonly actions: readonly ProblemAction[];
}

function ProblemActions({ turnId, engine, actions }: ProblemActionsProps): VNode | null {
  const strings = useStrings();
  const { follow } = useContext(PanelContext);
  const [chosen, choose] = useState(engine);
  const [status, send] = useRequest();
  const [hasNewKey, setHasNewKey] = useState(false);
  const price = useEngine(chosen)?.price ?? null;
  const words: Readonly<Record<Exclude<ProblemAction, 'chooseProcessor'>, string>> = {
    retry: retryWords(hasNewKey, price, strings),
    sendWhenFree: price === null ? strings.sendWhenFree : format(strings.sendWhenFreeFor, price),
    dontSend: strings.dontSend,
    setApiKey: strings.enterApiKey,
    addCredit: strings.addCredit,
    watchAgain: strings.watchAgain,
    openPlatform: strings.viewRuns,
    adoptRun: strings.enterRunId,
    carryContext: price === null ? strings.includeEarlier : format(strings.includeEarlierFor, price),
    changeBudget: strings.changeBudget,
    changeServer: strings.openSettings,
    showLog: strings.openLog,
  };
  // A processor is chosen to send again with, even where only the choice is offered.
  const offered = actions.includes('retry')
    ? actions
    : actions.flatMap((action) => (action === 'chooseProcessor' ? (['retry', action] as const) : action));
  if (offered.length === 0) return null;
  return (
    <>
      <div class="problem-actions">
        {offered.map((action, index) =>
          action === 'chooseProcessor' ? (
            <EnginePicker key={action} chosen={chosen} onChoose={choose} />
          ) : (
            <Button
              key={action}
              look={(hasNewKey ? action === 'retry' : index === 0) ? 'primary' : 'secondary'}
              label={words[action]}
              control={action}
              onPress={() => {
                if (action === 'retry' || action === 'carryContext') follow(turnId);
                send(requestFor(action, turnId, chosen), () => setHasNewKey(action === 'setApiKey'));
              }}
            />
          ),
        )}
      </div>
      <Refusal status={status} />
    </>
  );
}

/** With another key the question can be sent that the first one did not let through. */
function retryWords(hasNewKey: boolean, price: string | null, strings: PageStrings): string {
  if (hasNewKey) return price === null ? strings.sendNow : format(strings.sendNowFor, price);
  return price === null ? strings.retry : format(strings.retryFor, price);
}

function requestFor(action: Exclude<ProblemAction, 'chooseProcessor'>, turnId: string, engine: Engine): ChatRequest {
  switch (action) {
    case 'retry':
      return { kind: 'send', turnId, engine };
    case 'sendWhenFree':
    case 'carryContext':
      return { kind: action, turnId, engine };
    case 'dontSend':
      return { kind: action, turnId };
    case 'changeBudget':
      return { kind: 'changeBudget' };
    case 'changeServer':
      return { kind: 'changeServer' };
    case 'watchAgain':
      return { kind: 'watchAgain', turnId };
    case 'setApiKey':
      return { kind: 'setApiKey' };
    case 'addCredit':
      return { kind: 'openPlatform', page: 'billing' };
    case 'adoptRun':
      return { kind: 'adoptRun', turnId };
    case 'openPlatform':
      return { kind: 'openPlatform', page: 'runs' };
    case 'showLog':
      return { kind: 'showLog' };
    default:
      return unreachable(action);
  }
}

interface WaitingProps {
  readonly turnId: string;
  readonly engine: Engine;
  readonly waiting: WaitingView;
}

/** A question that is recorded and not sent yet. */
export function Waiting({ turnId, engine, waiting }: WaitingProps): VNode {
  const { text, canSend, canChange } = waiting;
  const strings = useStrings();
  const { follow, compose } = useContext(PanelContext);
  const [status, send] = useRequest();
  const price = useEngine(engine)?.price ?? null;
  return (
    <div class="problem">
      <Icon name="info" className="icon-info" />
      <div class="problem-main">
        <p>{text}</p>
        {(canSend || canChange) && (
          <div class="problem-actions">
            {canSend && (
              <Button
                look="primary"
                label={price === null ? strings.send : format(strings.sendFor, price)}
                control="send"
                onPress={() => {
                  follow(turnId);
                  send({ kind: 'send', turnId, engine });
                }}
              />
            )}
            {canChange && (
              <>
                <Button
                  look="secondary"
                  label={strings.edit}
                  control="reword"
                  onPress={() => send({ kind: 'editQuestion', turnId }, compose)}
                />
                <Button
                  look="secondary"
                  label={strings.discard}
                  tooltip={strings.discardQuestion}
                  control="drop"
                  onPress={() => send({ kind: 'dropQuestion', turnId })}
                />
              </>
            )}
          </div>
        )}
        <Refusal status={status} />
      </div>
    </div>
  );
}
