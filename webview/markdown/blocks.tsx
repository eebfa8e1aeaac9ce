import { format } from '../../src/base/localize';
import { type ComponentChildren, createElement, type VNode } from 'preact';
import { useMemo, useState } from 'preact/hooks';
import { unreachable } from '../../src/base/result';
import type { Block, ListBlock, TableBlock } from '../../src/markdown/tree';
import { useStrings } from '../view/services';
import { beginningOf } from './beginning';
import { FormulaView } from './formula';
import { renderInlines } from './inlines';

/** What is drawn of one block at a time (see `beginningOf`): more than any block of an answer that people read. */
const mostAtOnce = 60_000;

/** Draws blocks. Every block finds its own writing direction. A huge one is drawn in parts, as they are asked for. */
export function renderBlocks(blocks: readonly Block[]): ComponentChildren {
  return blocks.map((block) => (beginningOf(block, mostAtOnce).isWhole ? renderBlock(block) : <Huge block={block} />));
}

function Huge({ block }: { readonly block: Block }): VNode {
  const strings = useStrings();
  const [budget, setBudget] = useState(mostAtOnce);
  const beginning = useMemo(() => beginningOf(block, budget), [block, budget]);
  return (
    <>
      {renderBlock(beginning.block)}
      {!beginning.isWhole && (
        <button type="button" class="text-button" onClick={() => setBudget(budget + mostAtOnce)}>
          {strings.showMore}
        </button>
      )}
    </>
  );
}

function renderBlock(block: Block): VNode {
  switch (block.type) {
    case 'paragraph':
      return <p dir="auto">{renderInlines(block.children)}</p>;
    case 'heading':
      return renderHeading(block.level, renderInlines(block.children));
    case 'list':
      return renderList(block);
    case 'quote':
      return <blockquote dir="auto">{block.children.map(renderBlock)}</blockquote>;
    case 'code':
      return <CodeBlock language={block.language} text={block.text} />;
    case 'table':
      return <Table table={block} />;
    case 'formula':
      return <FormulaView formula={block} />;
    case 'rule':
      return <hr />;
    default:
      return unreachable(block);
  }
}

/**
 * An answer's headings stand below the question's, which is of the second level. Most answers begin with their own second
 * level, some with the first for a title: both come right below the question, so that no level is left out.
 */
function renderHeading(level: number, children: ComponentChildren): VNode {
  const properties = { class: `heading heading-${level}`, dir: 'auto', tabIndex: -1 } as const;
  return createElement(`h${Math.min(Math.max(3, level + 1), 6)}`, properties, children);
}

function renderList({ start, tight, items }: ListBlock): VNode {
  const children = items.map((item) => <li dir="auto">{renderItem(item, tight)}</li>);
  const className = tight ? 'tight' : 'loose';
  return start === null ? (
    <ul class={className}>{children}</ul>
  ) : (
    <ol class={className} start={start}>
      {children}
    </ol>
  );
}

function renderItem(blocks: readonly Block[], tight: boolean): ComponentChildren {
  return blocks.map((block) =>
    tight && block.type === 'paragraph' ? <span>{renderInlines(block.children)}</span> : renderBlock(block),
  );
}

function CodeBlock({ language, text }: { readonly language: string | null; readonly text: string }): VNode {
  const strings = useStrings();
  const label = language === null ? strings.code : format(strings.codeIn, language);
  return (
    <pre dir="ltr" tabIndex={0} role="group" aria-label={label}>
      <code>{text}</code>
    </pre>
  );
}

function Table({ table }: { readonly table: TableBlock }): VNode {
  const strings = useStrings();
  const alignment = (column: number): string => `align-${table.alignments[column] ?? 'start'}`;
  return (
    <div class="table" tabIndex={0} role="group" aria-label={strings.table}>
      <table>
        <thead>
          <tr>
            {table.header.map((cell, column) => (
              <th scope="col" class={alignment(column)} dir="auto">
                {renderInlines(cell)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {table.rows.map((row) => (
            <tr>
              {row.map((cell, column) => (
                <td class={alignment(column)} dir="auto">
                  {renderInlines(cell)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
