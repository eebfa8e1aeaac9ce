import { format } from '../../src/base/localize';
import type { VNode } from 'preact';
import { useContext, useMemo, useRef } from 'preact/hooks';
import { withoutEcho } from '../../src/markdown/echo';
import type { Block } from '../../src/markdown/tree';
import type { AnsweredView, ConditionView, TurnView } from '../../src/protocol/viewState';
import type { Engine } from '../../src/research/engine/engine';
import { sameText } from '../../src/research/answer/sameText';
import { GrowingMarkdown } from '../markdown/growingMarkdown';
import { Markdown, UncitedMarkdown } from '../markdown/markdown';
import { AnswerAction } from './answerAction';
import { AnswerContext, type AnswerContextValue } from './answerContext';
import { Boundary } from './boundary';
import { CopyButton } from './copyButton';
import { Evidence } from './evidence';
import { UnformattedAnswer, Unshown } from './plainAnswer';
import { Problem } from './problem';
import { PanelContext, useEngine, useStrings } from './services';
import { Suggestions } from './suggestions';
import { TableOfContents } from './tableOfContents';
import { useWriting, WritingStatus } from './writing';
import { InsertButton } from './insertButton';

interface AnswerProps {
  readonly turn: TurnView;
  readonly state: Extract<ConditionView, { state: 'writing' | 'lost' | 'answered' }>;
}

/**
 * An answer, what supports it, and what can be done with it. One that is being written is drawn in the same place, so that
 * nothing moves when it is complete or breaks off.
 */
export function Answer({ turn, state }: AnswerProps): VNode {
  const strings = useStrings();
  const isWriting = state.state === 'writing';
  const written = useWriting(turn.id, isWriting);
  const context = useAnswerContext(turn.id, state);
  const blocks = useShownBlocks(state, turn.question);
  const text = state.state === 'lost' ? state.text : written;
  // What has been written before somebody's eyes stays as it was drawn, and where: nothing comes in above it.
  const grows = useRef(isWriting);
  grows.current ||= isWriting;
  const isIncomplete = state.state === 'lost' && text !== '';
  return (
    <AnswerContext.Provider value={context}>
      <div
        class={isIncomplete ? 'answer broken-off' : 'answer'}
        role={isIncomplete ? 'group' : undefined}
        aria-label={isIncomplete ? strings.incompleteAnswer : undefined}
      >
        {blocks && !grows.current && (
          <Boundary part="contents" of={blocks} fallback={null}>
            <TableOfContents turnId={turn.id} blocks={blocks} />
          </Boundary>
        )}
        <Boundary
          key="text"
          part="answer"
          of={blocks ?? text}
          fallback={<UnformattedAnswer blocks={blocks} text={text} />}
        >
          {grows.current ? (
            <GrowingMarkdown text={text} blocks={blocks} />
          ) : blocks ? (
            <Markdown blocks={blocks} />
          ) : (
            text !== '' && <UncitedMarkdown text={text} />
          )}
        </Boundary>
      </div>
      <AfterAnswer turn={turn} state={state} />
    </AnswerContext.Provider>
  );
}

/** What an answer says beyond its question, which many reports begin with; null for one that is not complete. */
function useShownBlocks(state: AnswerProps['state'], question: string | null): readonly Block[] | null {
  const blocks = state.state === 'answered' ? state.blocks : null;
  return useMemo(
    () => blocks && withoutEcho(blocks, (heading) => question !== null && sameText(heading, question)),
    [blocks, question],
  );
}

function useAnswerContext(turnId: string, state: AnswerProps['state']): AnswerContextValue {
  const sources = state.state === 'answered' ? state.sources : noSources;
  return useMemo(
    () => ({ turnId, sources: new Map(sources.map((source) => [source.number, source])) }),
    [turnId, sources],
  );
}

const noSources: AnsweredView['sources'] = [];

/** What stands below the text: how it goes on, what became of it, or what supports it. */
function AfterAnswer({ turn: { id, engine, trace }, state }: AnswerProps): VNode {
  switch (state.state) {
    case 'writing':
      return <WritingStatus turnId={id} since={state.since} />;
    case 'lost':
      return <Problem turnId={id} engine={engine} problem={state.problem} severity="uncertain" />;
    case 'answered':
      return (
        <>
          <Boundary part="evidence" of={state} fallback={<Unshown />}>
            <Evidence turnId={id} answer={state} trace={trace} />
          </Boundary>
          <AnswerActions turnId={id} engine={engine} />
          <Boundary part="suggestions" of={state} fallback={null}>
            <Suggestions suggestions={state.suggestions} />
          </Boundary>
        </>
      );
  }
}

function AnswerActions({ turnId, engine }: { readonly turnId: string; readonly engine: Engine }): VNode {
  const strings = useStrings();
  const { compose, follow } = useContext(PanelContext);
  const price = useEngine(engine)?.price ?? null;
  return (
    <div class="actions" role="group" aria-label={strings.answer}>
      <InsertButton turnId={turnId} />
      <CopyButton label={strings.copy} control="copyAnswer" request={{ kind: 'copyAnswer', turnId }} />
      <AnswerAction
        icon="git-branch"
        label={strings.branch}
        tooltip={strings.askFromHere}
        request={{ kind: 'branch', turnId }}
        onDone={compose}
      />
      <AnswerAction
        icon="refresh"
        label={price === null ? strings.askAgain : format(strings.askAgainFor, price)}
        request={{ kind: 'askAgain', turnId }}
        onPress={() => follow()}
      />
    </div>
  );
}
