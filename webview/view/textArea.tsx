import type { RefObject, VNode } from 'preact';
import { useLayoutEffect } from 'preact/hooks';

interface TextAreaProps {
  readonly element: RefObject<HTMLElement | null>;
  readonly label: string;
  readonly placeholder: string;
  readonly value: string;
  readonly onInput: (value: string) => void;
  readonly onKeyDown: (event: KeyboardEvent) => void;
}

/** A text area that grows with its text: the toolkit's, without the frame that the composer draws around it. */
export function TextArea({ element, label, placeholder, value, onInput, onKeyDown }: TextAreaProps): VNode {
  // The toolkit gives its elements a name of their own when they are connected.
  useLayoutEffect(() => element.current?.setAttribute('aria-label', label), [element, label]);
  // It writes a value only with the next frame: what is typed before that would stand behind the value that was there.
  useLayoutEffect(() => {
    const control = controlOf(element.current);
    if (control && control.value !== value) control.value = value;
  }, [element, value]);
  return (
    <vscode-text-area
      ref={element}
      class="text-area"
      rows={1}
      resize="none"
      dir="auto"
      placeholder={placeholder}
      value={value}
      onInput={(event) => onInput(valueOf(event.currentTarget))}
      onKeyDown={(event) => {
        keepOwnKeys(event);
        onKeyDown(event);
      }}
    />
  );
}

/**
 * Right after a click the workbench still takes an editor for what has the focus. It must not hear of keys that select, undo
 * or redo in the text, or it does that in a document.
 */
function keepOwnKeys(event: KeyboardEvent): void {
  const isOwn = (event.ctrlKey || event.metaKey) && !event.altKey && 'ayz'.includes(event.key.toLowerCase());
  if (isOwn) event.stopPropagation();
}

/** The text area within the toolkit's; undefined while that is not connected. */
function controlOf(area: HTMLElement | null): HTMLTextAreaElement | null | undefined {
  return area?.shadowRoot?.querySelector('textarea');
}

function valueOf(target: EventTarget | null): string {
  return target !== null && 'value' in target && typeof target.value === 'string' ? target.value : '';
}
