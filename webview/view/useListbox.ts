import type { RefObject } from 'preact';
import { useRef, useState } from 'preact/hooks';
import { allOptions } from './pickerOptions';
import type { Filter } from './useFilter';

export interface Listbox {
  readonly open: boolean;
  /** The option that the keyboard or the pointer is on; null when there are none. */
  readonly active: string | null;
  readonly toggle: () => void;
  readonly close: () => void;
  readonly choose: (option: string) => void;
  readonly activate: (option: string) => void;
  readonly onKeyDown: (event: KeyboardEvent) => void;
}

interface ListboxParts {
  readonly options: readonly string[];
  readonly chosen: string;
  readonly onChoose: (option: string) => void;
  readonly button: RefObject<HTMLElement | null>;
  /** What letters narrow the options with; null where they only move among them. */
  readonly filter: Filter | null;
}

/**
 * The behaviour of a select-only combobox: https://www.w3.org/WAI/ARIA/apg/patterns/combobox/examples/combobox-select-only/
 * The focus stays on `button`; letters go to the next option that begins with them, or leave only those in a long list.
 */
export function useListbox({ options, chosen, onChoose, button, filter }: ListboxParts): Listbox {
  const [active, setActive] = useState<string | null>(null);
  const open = active !== null;
  const find = useTypeahead(options);

  const close = (): void => {
    filter?.reset();
    setActive(null);
  };
  const choose = (option: string): void => {
    if (option === allOptions) {
      filter?.showAll();
      setActive(chosen);
      return;
    }
    close();
    button.current?.focus();
    // What is chosen already may have been chosen by the settings: now it is the person's choice.
    onChoose(option);
  };
  const show = (): void => setActive(options.includes(chosen) ? chosen : (options[0] ?? null));
  const move = (distance: number): void => {
    const index = options.indexOf(active ?? chosen) + distance;
    setActive(options[Math.min(options.length - 1, Math.max(0, index))] ?? null);
  };

  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.isComposing) return;
    const act = open ? openActions : closedActions;
    const action = act[event.key] ?? (event.key.length === 1 && event.key !== ' ' ? 'find' : undefined);
    if (action === undefined) return;
    if (action === 'leave') {
      if (active === allOptions) close();
      else if (active !== null) choose(active);
      return;
    }
    event.preventDefault();
    event.stopPropagation();
    if (action === 'show') show();
    if (action === 'close') close();
    if (action === 'choose' && active !== null) choose(active);
    if (action === 'find') setActive((filter ? filter.add(event.key) : find(event.key, active ?? chosen)) ?? active);
    if (action === 'erase') setActive(filter?.erase() ?? active);
    if (typeof action === 'number') move(action);
  };

  return { open, active, toggle: open ? close : show, close, choose, activate: setActive, onKeyDown };
}

type Action = 'show' | 'close' | 'choose' | 'leave' | 'find' | 'erase' | number;

const closedActions: Readonly<Record<string, Action>> = {
  ArrowDown: 'show',
  ArrowUp: 'show',
  Enter: 'show',
  ' ': 'show',
};

const openActions: Readonly<Record<string, Action>> = {
  ArrowDown: 1,
  ArrowUp: -1,
  PageDown: 9,
  PageUp: -9,
  Home: -Infinity,
  End: Infinity,
  Enter: 'choose',
  ' ': 'choose',
  Escape: 'close',
  Backspace: 'erase',
  Tab: 'leave',
};

const typingPause = 700;

/** Finds the next option that begins with what was typed in one go; one letter again and again goes through them all. */
function useTypeahead(options: readonly string[]): (key: string, from: string) => string | undefined {
  const typed = useRef({ text: '', at: 0 });
  return (key, from) => {
    const now = performance.now();
    const text = (now - typed.current.at < typingPause ? typed.current.text : '') + key.toLowerCase();
    typed.current = { text, at: now };
    const repeated = text === key.toLowerCase().repeat(text.length);
    const wanted = repeated ? key.toLowerCase() : text;
    const start = options.indexOf(from) + (repeated ? 1 : 0);
    const turned = [...options.slice(start), ...options.slice(0, start)];
    return turned.find((option) => option.toLowerCase().startsWith(wanted));
  };
}
