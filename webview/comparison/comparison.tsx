import { format } from '../../src/base/localize';
import type { ComponentChildren, VNode } from 'preact';
import type { PageStrings } from '../../src/protocol/pageStrings';
import type { ComparedView, ComparisonView } from '../../src/protocol/comparison';
import type { SourceView } from '../../src/protocol/viewState';
import { sameText } from '../../src/research/answer/sameText';
import { withoutEcho } from '../../src/markdown/echo';
import { Link } from '../markdown/link';
import { Markdown } from '../markdown/markdown';
import { Boundary } from '../view/boundary';
import { Button, Separator } from '../view/controls';
import { UnformattedAnswer } from '../view/plainAnswer';
import { type ChatServices, StringsContext, ServicesContext, useStrings } from '../view/services';
import { SourceSite } from '../view/source';
import { LinkTurnContext } from '../view/useOpenLink';

interface ComparisonProps {
  readonly view: ComparisonView;
  readonly services: ChatServices;
  readonly strings: PageStrings;
  readonly showDifference: () => void;
}

/** Two answers as two columns: first the sources that only one of them has, then what they say. */
export function Comparison({ view, services, strings, showDifference }: ComparisonProps): VNode {
  return (
    <ServicesContext.Provider value={services}>
      <StringsContext.Provider value={strings}>
        {/* All links of this page are opened by the host of the comparison. */}
        <LinkTurnContext.Provider value="comparison">
          <Columns view={view} showDifference={showDifference} />
        </LinkTurnContext.Provider>
      </StringsContext.Provider>
    </ServicesContext.Provider>
  );
}

/** What stands in the place of the columns when an answer is gone. */
export function NothingToCompare({ reason }: { readonly reason: string }): VNode {
  return (
    <main class="comparison">
      <p class="note" dir="auto">
        {reason}
      </p>
    </main>
  );
}

function Columns({ view, showDifference }: Pick<ComparisonProps, 'view' | 'showDifference'>): VNode {
  const strings = useStrings();
  const { left, right, inBoth } = view;
  const asksTheSame = left.question !== null && right.question !== null && sameText(left.question, right.question);
  return (
    <main class="comparison">
      <div class="comparison-bar">
        <h1 class={asksTheSame ? 'question' : 'visually-hidden'} dir="auto">
          {asksTheSame ? left.question : strings.comparedAnswers}
        </h1>
        <Button look="secondary" icon="diff" label={strings.showAsTextDiff} onPress={showDifference} />
      </div>
      <Pair of={[left, right]}>{(answer) => <Asked answer={answer} showsQuestion={!asksTheSame} />}</Pair>
      <h2 class="comparison-part">{strings.sourcesOnlyInThisAnswer}</h2>
      <Pair of={[left, right]}>{(answer) => <Sources sources={answer.sourcesOnlyHere} />}</Pair>
      {inBoth.length > 0 && (
        <details class="comparison-both">
          <summary>{format(strings.sourcesInBoth, inBoth.length)}</summary>
          <ul>
            {inBoth.map(({ source, left: onLeft, right: onRight }) => (
              <SourceLine key={source.url} source={source} numbers={`${onLeft} ↔ ${onRight}`} />
            ))}
          </ul>
        </details>
      )}
      <h2 class="comparison-part">{strings.answer}</h2>
      <Pair of={[left, right]}>{(answer) => <Text answer={answer} />}</Pair>
    </main>
  );
}

interface PairProps {
  readonly of: readonly [ComparedView, ComparedView];
  readonly children: (answer: ComparedView) => ComponentChildren;
}

/** The same of both answers, side by side. */
function Pair({ of, children }: PairProps): VNode {
  const strings = useStrings();
  const labels = [strings.firstAnswer, strings.secondAnswer];
  return (
    <div class="comparison-pair">
      {of.map((answer, index) => (
        <section key={index} aria-label={labels[index]}>
          <p class="comparison-side" aria-hidden="true">
            {labels[index]}
          </p>
          {children(answer)}
        </section>
      ))}
    </div>
  );
}

function Asked({ answer, showsQuestion }: { readonly answer: ComparedView; readonly showsQuestion: boolean }): VNode {
  const strings = useStrings();
  return (
    <>
      {showsQuestion && (
        <h2 class="question" dir="auto">
          {answer.question ?? strings.unreadableQuestion}
        </h2>
      )}
      <p class="note">
        {answer.facts.map((fact, index) => (
          <>
            {index > 0 && <Separator />}
            <bdi>{fact}</bdi>
          </>
        ))}
      </p>
    </>
  );
}

function Sources({ sources }: { readonly sources: readonly SourceView[] }): VNode {
  const strings = useStrings();
  if (sources.length === 0) return <p class="note">{strings.none}</p>;
  return (
    <ul>
      {sources.map((source) => (
        <SourceLine key={source.number} source={source} numbers={String(source.number)} />
      ))}
    </ul>
  );
}

function SourceLine({ source, numbers }: { readonly source: SourceView; readonly numbers: string }): VNode {
  const strings = useStrings();
  return (
    <li class="comparison-source">
      <span class="comparison-number">{numbers}</span>
      <div>
        <div class="source-title" dir="auto">
          <Link url={source.url}>{source.title}</Link>
        </div>
        <div class="source-facts">
          <SourceSite source={source} />
          {source.standing === 'read' && <span>{strings.readNotCitedMark}</span>}
        </div>
      </div>
    </li>
  );
}

function Text({ answer: { blocks, question } }: { readonly answer: ComparedView }): VNode {
  const strings = useStrings();
  const shown = withoutEcho(blocks, (heading) => question !== null && sameText(heading, question));
  if (shown.length === 0) return <p class="note">{strings.emptyAnswer}</p>;
  return (
    <Boundary part="answer" of={shown} fallback={<UnformattedAnswer blocks={shown} text="" />}>
      <Markdown blocks={shown} />
    </Boundary>
  );
}
