import { format } from '../../src/base/localize';
import type { VNode } from 'preact';
import { useId } from 'preact/hooks';
import type { AnsweredView, SourceView, TraceLineView } from '../../src/protocol/viewState';
import { Disclosure, Separator } from './controls';
import { memo } from './memo';
import { useStrings } from './services';
import { ConfidenceMark, SourceItem } from './source';
import { Trace } from './trace';
import { useExpanded } from './useExpanded';

interface EvidenceProps {
  readonly turnId: string;
  readonly answer: AnsweredView;
  readonly trace: readonly TraceLineView[];
}

/** One line on what supports an answer, `● high · 2 cited · 9 read`, that opens into all of it. */
export const Evidence = memo(function Evidence({ turnId, answer, trace }: EvidenceProps): VNode {
  const [expanded, toggle] = useExpanded(`${turnId}/evidence`);
  const id = useId();
  return (
    <section class="evidence">
      <Disclosure expanded={expanded} controls={id} control="evidence" className="evidence-line" onToggle={toggle}>
        <EvidenceSummary answer={answer} />
      </Disclosure>
      {expanded && (
        <div id={id} class="evidence-details">
          <Reasoning turnId={turnId} answer={answer} />
          <Sources turnId={turnId} sources={answer.sources} />
          <Steps turnId={turnId} trace={trace} />
        </div>
      )}
    </section>
  );
});

function EvidenceSummary({ answer }: { readonly answer: AnsweredView }): VNode {
  const strings = useStrings();
  const cited = answer.sources.filter((source) => source.standing === 'cited').length;
  const read = answer.sources.length - cited;
  const { confidence, confidenceSummary } = answer;
  const shown = confidence && confidenceSummary !== null ? { ...confidence, word: confidenceSummary } : confidence;
  return (
    <>
      <ConfidenceMark confidence={shown} />
      {shown && <Separator />}
      {answer.sources.length === 0 ? (
        strings.noSources
      ) : (
        <>
          {format(strings.citedCount, cited)}
          <Separator />
          {format(strings.readCount, read)}
        </>
      )}
    </>
  );
}

/** How many fields' reasoning is shown at once; more of it would push the sources out of sight. */
const fewReasons = 3;

function Reasoning({ turnId, answer }: Pick<EvidenceProps, 'turnId' | 'answer'>): VNode | null {
  const strings = useStrings();
  const [expanded, toggle] = useExpanded(`${turnId}/reasoning`);
  const { reasoning } = answer;
  if (reasoning.length === 0) return null;
  const shown = expanded ? reasoning : reasoning.slice(0, fewReasons);
  return (
    <>
      <h3 class="evidence-heading">{strings.reasoning}</h3>
      {shown.map((entry) => (
        <p class="reasoning" dir="auto">
          {reasoning.length > 1 && <strong class="field">{entry.field} </strong>}
          {entry.reasoning}
        </p>
      ))}
      {reasoning.length > fewReasons && (
        <button type="button" class="text-button" aria-expanded={expanded} onClick={toggle}>
          {expanded ? strings.showLess : strings.showMore}
        </button>
      )}
    </>
  );
}

interface SourcesProps {
  readonly turnId: string;
  readonly sources: readonly SourceView[];
}

function Sources({ turnId, sources }: SourcesProps): VNode {
  const strings = useStrings();
  const cited = sources.filter((source) => source.standing === 'cited');
  const read = sources.filter((source) => source.standing === 'read');
  return (
    <>
      {cited.length > 0 && <SourceList heading={format(strings.cited, cited.length)} turnId={turnId} sources={cited} />}
      {read.length > 0 && (
        <SourceList heading={format(strings.readNotCited, read.length)} turnId={turnId} sources={read} />
      )}
    </>
  );
}

function SourceList({ heading, turnId, sources }: SourcesProps & { readonly heading: string }): VNode {
  return (
    <>
      <h3 class="evidence-heading">{heading}</h3>
      <ul class="sources">
        {sources.map((source) => (
          <SourceItem key={source.number} turnId={turnId} source={source} />
        ))}
      </ul>
    </>
  );
}

function Steps({ turnId, trace }: Pick<EvidenceProps, 'turnId' | 'trace'>): VNode | null {
  const strings = useStrings();
  const [expanded, toggle] = useExpanded(`${turnId}/steps`);
  const id = useId();
  if (trace.length === 0) return null;
  return (
    <>
      <h3 class="evidence-heading">
        <Disclosure expanded={expanded} controls={id} onToggle={toggle}>
          {format(strings.steps, trace.length)}
        </Disclosure>
      </h3>
      {expanded && <Trace id={id} lines={trace} pages={[]} />}
    </>
  );
}
