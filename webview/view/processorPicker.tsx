import type { VNode } from 'preact';
import { useId, useLayoutEffect, useMemo, useRef } from 'preact/hooks';
import type { ProcessorView } from '../../src/protocol/viewState';
import { Icon } from './controls';
import { useLocalize, useProcessors } from './services';
import { useListbox } from './useListbox';

interface ProcessorPickerProps {
  readonly chosen: string;
  readonly onChoose: (processor: string) => void;
}

/**
 * Chooses among all processors, each with its price and usual time. A select-only combobox as the ARIA Authoring
 * Practices describe it; its list lies above everything else, so that no narrow panel cuts it off.
 */
export function ProcessorPicker({ chosen, onChoose }: ProcessorPickerProps): VNode {
  const localize = useLocalize();
  const processors = useOrderedProcessors();
  const button = useRef<HTMLButtonElement>(null);
  const listId = useId();
  const names = useMemo(() => processors.map((processor) => processor.name), [processors]);
  const listbox = useListbox(names, chosen, onChoose, button);
  const current = processors.find((processor) => processor.name === chosen);
  const optionId = (name: string): string => `${listId}-${name}`;
  return (
    <div class="picker">
      <button
        ref={button}
        type="button"
        class="picker-button"
        role="combobox"
        aria-haspopup="listbox"
        aria-expanded={listbox.open}
        aria-controls={listbox.open ? listId : undefined}
        aria-activedescendant={listbox.open && listbox.active !== null ? optionId(listbox.active) : undefined}
        aria-label={
          current
            ? localize('Processor: {0}, {1}, usually {2}', current.name, current.price, current.usualTime)
            : localize('Processor: {0}', chosen)
        }
        title={localize('Choose a processor')}
        data-control="processor"
        onClick={listbox.toggle}
        onKeyDown={listbox.onKeyDown}
        onBlur={listbox.close}
      >
        <span class="picker-name">{chosen}</span>
        <Icon name="chevron-down" />
      </button>
      {listbox.open && (
        <ProcessorList
          id={listId}
          button={button}
          processors={processors}
          chosen={chosen}
          active={listbox.active}
          optionId={optionId}
          onChoose={listbox.choose}
          onActivate={listbox.activate}
        />
      )}
    </div>
  );
}

/** Fast ones first: what most questions are sent with. */
function useOrderedProcessors(): readonly ProcessorView[] {
  const processors = useProcessors();
  return useMemo(() => [...processors.filter(isFast), ...processors.filter((one) => !isFast(one))], [processors]);
}

function isFast(processor: ProcessorView): boolean {
  return processor.name.endsWith('-fast');
}

interface ProcessorListProps {
  readonly id: string;
  readonly button: { readonly current: HTMLButtonElement | null };
  readonly processors: readonly ProcessorView[];
  readonly chosen: string;
  readonly active: string | null;
  readonly optionId: (name: string) => string;
  readonly onChoose: (name: string) => void;
  readonly onActivate: (name: string) => void;
}

function ProcessorList(props: ProcessorListProps): VNode {
  const { id, button, processors, active } = props;
  const localize = useLocalize();
  const list = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    if (button.current) list.current?.showPopover({ source: button.current });
  }, [button]);
  useLayoutEffect(() => {
    list.current?.querySelector('.option-active')?.scrollIntoView({ block: 'nearest' });
  }, [active]);
  const groups = [
    { heading: localize('Fast'), note: localize('reads more from caches'), members: processors.filter(isFast) },
    {
      heading: localize('Standard'),
      note: localize('freshest pages'),
      members: processors.filter((one) => !isFast(one)),
    },
  ];
  return (
    <div ref={list} id={id} class="listbox" popover="manual" role="listbox" aria-label={localize('Processors')}>
      {groups.map(({ heading, note, members }, index) => (
        <div key={index} role="group" aria-label={heading} class="option-group">
          <div class="option-heading" aria-hidden="true">
            {heading} <span class="muted">{note}</span>
          </div>
          {members.map((processor) => (
            <ProcessorOption key={processor.name} processor={processor} {...props} />
          ))}
        </div>
      ))}
    </div>
  );
}

function ProcessorOption(props: ProcessorListProps & { readonly processor: ProcessorView }): VNode {
  const { processor, chosen, active, optionId, onChoose, onActivate } = props;
  const { name, price, usualTime } = processor;
  return (
    <div
      id={optionId(name)}
      role="option"
      aria-selected={name === chosen}
      class={`option ${name === active ? 'option-active' : ''}`}
      onPointerMove={() => onActivate(name)}
      // Keeps the focus on the button, whose loss would close the list before the click arrives.
      onPointerDown={(event) => event.preventDefault()}
      onMouseDown={(event) => event.preventDefault()}
      onClick={() => onChoose(name)}
    >
      <span class="option-check">{name === chosen && <Icon name="check" />}</span>
      <span class="option-name">{name}</span>
      <span class="option-price">{price}</span>
      <span class="option-time">{usualTime}</span>
    </div>
  );
}
