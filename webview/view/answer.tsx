import type { VNode } from 'preact';
import { useMemo } from 'preact/hooks';
import type { ChatRequest } from '../../src/protocol/messages';
import type { AnsweredView, TraceLineView } from '../../src/protocol/viewState';
import type { Engine } from '../../src/research/engine';
import { Markdown } from '../markdown/markdown';
import { AnswerContext, type AnswerContextValue } from './answerContext';
import { Button, type IconName, Refusal } from './controls';
import { CopyButton } from './copyButton';
import { Evidence } from './evidence';
import { useEngine, useLocalize } from './services';
import { useRequest } from './useRequest';

interface AnswerProps {
  readonly turnId: string;
  readonly engine: Engine;
  readonly answer: AnsweredView;
  readonly trace: readonly TraceLineView[];
}

/** An answer, what supports it, and what can be done with it. */
export function Answer({ turnId, engine, answer, trace }: AnswerProps): VNode {
  const { sources } = answer;
  const context = useMemo<AnswerContextValue>(
    () => ({ turnId, sources: new Map(sources.map((source) => [source.number, source])) }),
    [turnId, sources],
  );
  const isSource = useMemo(() => (number: number) => context.sources.has(number), [context]);
  return (
    <AnswerContext.Provider value={context}>
      <Markdown text={answer.body} isSource={isSource} />
      <Evidence turnId={turnId} answer={answer} trace={trace} />
      <AnswerActions turnId={turnId} engine={engine} />
    </AnswerContext.Provider>
  );
}

function AnswerActions({ turnId, engine }: Pick<AnswerProps, 'turnId' | 'engine'>): VNode {
  const localize = useLocalize();
  const price = useEngine(engine)?.price ?? null;
  return (
    <div class="actions" role="group" aria-label={localize('Answer')}>
      <AnswerAction icon="insert" label={localize('Insert')} request={{ kind: 'insertAnswer', turnId }} />
      <CopyButton label={localize('Copy')} control="copyAnswer" request={{ kind: 'copyAnswer', turnId }} />
      <AnswerAction
        icon="git-branch"
        label={localize('Branch')}
        tooltip={localize('Ask another question from here')}
        request={{ kind: 'branch', turnId }}
      />
      <AnswerAction
        icon="refresh"
        iconOnly
        label={price === null ? localize('Ask again') : localize('Ask again for {0}', price)}
        request={{ kind: 'askAgain', turnId }}
      />
    </div>
  );
}

interface AnswerActionProps {
  readonly icon: IconName;
  readonly label: string;
  readonly tooltip?: string;
  readonly iconOnly?: boolean;
  readonly request: ChatRequest;
}

function AnswerAction({ icon, label, tooltip = label, iconOnly = false, request }: AnswerActionProps): VNode {
  const [status, send] = useRequest();
  return (
    <>
      <Button
        look="quiet"
        icon={icon}
        iconOnly={iconOnly}
        label={label}
        tooltip={tooltip}
        control={request.kind}
        onPress={() => send(request)}
      />
      <Refusal status={status} />
    </>
  );
}
