import { format } from '../../src/base/localize';
import type { VNode } from 'preact';
import type { TraceLineView } from '../../src/protocol/viewState';
import { isOpenable } from '../../src/research/answer/links';
import { Link } from '../markdown/link';
import { Icon, type IconName } from './controls';
import { useStrings } from './services';

/** How many steps are drawn: the latest ones. A long run reports many hundreds. */
const mostLines = 200;

interface TraceProps {
  readonly id: string;
  readonly lines: readonly TraceLineView[];
  /** URLs of pages that were read. */
  readonly pages: readonly string[];
}

/** What a run reported of its work, oldest first. */
export function Trace({ id, lines, pages }: TraceProps): VNode {
  const strings = useStrings();
  const shown = lines.slice(-mostLines);
  const earlier = lines.length - shown.length;
  return (
    <div id={id} class="trace">
      {earlier > 0 && (
        <p class="muted">{earlier === 1 ? strings.oneEarlierStep : format(strings.earlierSteps, earlier)}</p>
      )}
      {shown.length > 0 && (
        <ol class="trace-lines">
          {shown.map((line, index) => (
            <li key={earlier + index} class="trace-line">
              <Icon name={iconOf(line.kind)} />
              <span dir="auto">{line.message}</span>
            </li>
          ))}
        </ol>
      )}
      {pages.length > 0 && (
        <>
          <p class="muted">{strings.somePages}</p>
          <ul class="trace-lines">
            {pages.map((url) => (
              <li key={url} class="trace-line">
                <Icon name="globe" />
                <span class="page">
                  <Page url={url} />
                </span>
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  );
}

function Page({ url }: { readonly url: string }): VNode {
  const text = <bdi dir="ltr">{url}</bdi>;
  return isOpenable(url) ? <Link url={url}>{text}</Link> : text;
}

function iconOf(kind: string): IconName {
  switch (kind) {
    case 'plan':
      return 'list-ordered';
    case 'search':
      return 'search';
    case 'result':
      return 'check';
    case 'tool_call':
    case 'tool':
    case 'exec_status':
      return 'tools';
    default:
      return 'info';
  }
}
