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
      onKeyDown={onKeyDown}
    />
  );
}

function valueOf(target: EventTarget | null): string {
  return target !== null && 'value' in target && typeof target.value === 'string' ? target.value : '';
}
