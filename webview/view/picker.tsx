import type { ComponentChildren, VNode } from 'preact';
import { useId, useLayoutEffect, useMemo, useRef } from 'preact/hooks';
import { Icon, type IconName } from './controls';
import { allOptions, type PickerGroup, type PickerOption } from './pickerOptions';
import { useFilter } from './useFilter';
import { useListbox } from './useListbox';

interface PickerProps {
  readonly chosen: string;
  /** What the button shows; the name of what is chosen unless given. */
  readonly text?: string;
  readonly icon?: IconName;
  readonly groups: readonly PickerGroup[];
  /** All there is, where `groups` are but a few of it: shown on wish, and narrowed by typing. */
  readonly all?: { readonly label: string; readonly groups: readonly PickerGroup[] };
  readonly onChoose: (name: string) => void;
  /** What the button is, with what is chosen. */
  readonly label: string;
  readonly tooltip: string;
  readonly listLabel: string;
  readonly control: string;
}

/**
 * Chooses one of some things. A select-only combobox as the ARIA Authoring Practices describe it; its list lies above
 * everything else, so that no narrow panel cuts it off.
 */
export function Picker(props: PickerProps): VNode {
  const { chosen, text = chosen, icon, all, onChoose, label, tooltip, listLabel, control } = props;
  const button = useRef<HTMLButtonElement>(null);
  const listId = useId();
  const few = useMemo(() => (all ? [...props.groups, optionOfAll(all.label)] : props.groups), [props.groups, all]);
  const filter = useFilter(few, all?.groups);
  const groups = filter?.groups ?? few;
  const names = useMemo(() => groups.flatMap(({ options }) => options.map(({ name }) => name)), [groups]);
  const listbox = useListbox({ options: names, chosen, onChoose, button, filter });
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
        aria-label={label}
        title={tooltip}
        data-control={control}
        onClick={listbox.toggle}
        onKeyDown={listbox.onKeyDown}
        onBlur={listbox.close}
      >
        {icon && <Icon name={icon} className="picker-icon" />}
        <span class={icon ? 'picker-name picker-name-iconic' : 'picker-name'}>{text}</span>
        <Icon name="chevron-down" />
      </button>
      {listbox.open && (
        <List id={listId} label={listLabel} button={button} active={listbox.active}>
          {filter !== null && filter.typed !== '' && (
            <div class="option-typed" aria-hidden="true">
              <Icon name="search" /> {filter.typed}
            </div>
          )}
          {groups.map((group, index) => (
            <Group key={index} group={group}>
              {group.options.map((option) => (
                <Option
                  key={option.name}
                  id={optionId(option.name)}
                  option={option}
                  isChosen={option.name === chosen}
                  isActive={option.name === listbox.active}
                  onChoose={listbox.choose}
                  onActivate={listbox.activate}
                />
              ))}
            </Group>
          ))}
        </List>
      )}
    </div>
  );
}

/** Leads to all options. */
function optionOfAll(label: string): PickerGroup {
  return { heading: '', note: '', options: [{ name: allOptions, words: label, facts: [] }] };
}

interface ListProps {
  readonly id: string;
  readonly label: string;
  readonly button: { readonly current: HTMLButtonElement | null };
  readonly active: string | null;
  readonly children: ComponentChildren;
}

function List({ id, label, button, active, children }: ListProps): VNode {
  const list = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    if (button.current) list.current?.showPopover({ source: button.current });
  }, [button]);
  useLayoutEffect(() => {
    list.current?.querySelector('.option-active')?.scrollIntoView({ block: 'nearest' });
  }, [active]);
  return (
    <div ref={list} id={id} class="listbox" popover="manual" role="listbox" aria-label={label}>
      {children}
    </div>
  );
}

function Group({
  group: { heading, note },
  children,
}: {
  readonly group: PickerGroup;
  readonly children: ComponentChildren;
}): VNode {
  if (heading === '') return <div class="option-group">{children}</div>;
  return (
    <div role="group" aria-label={heading} class="option-group">
      <div class="option-heading" aria-hidden="true">
        {heading} <span class="muted">{note}</span>
      </div>
      {children}
    </div>
  );
}

interface OptionProps {
  readonly id: string;
  readonly option: PickerOption;
  readonly isChosen: boolean;
  readonly isActive: boolean;
  readonly onChoose: (name: string) => void;
  readonly onActivate: (name: string) => void;
}

function Option({ id, option: { name, words, facts }, isChosen, isActive, onChoose, onActivate }: OptionProps): VNode {
  return (
    <div
      id={id}
      role="option"
      aria-selected={isChosen}
      class={`option ${isActive ? 'option-active' : ''}`}
      onPointerMove={() => onActivate(name)}
      // Keeps the focus on the button, whose loss would close the list before the click arrives.
      onPointerDown={(event) => event.preventDefault()}
      onMouseDown={(event) => event.preventDefault()}
      onClick={() => onChoose(name)}
    >
      <span class="option-check">{isChosen && <Icon name="check" />}</span>
      <span class="option-name">{words ?? name}</span>
      {facts.map(({ kind, text }) => (
        <span key={kind} class={`option-${kind}`}>
          {text}
        </span>
      ))}
    </div>
  );
}
