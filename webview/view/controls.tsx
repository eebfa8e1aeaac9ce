import type { ComponentChildren, VNode } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import type { RequestStatus } from './useRequest';

/** Names of the codicons that are used; each has its glyph in `styles/icons.css`. */
export type IconName =
  | 'arrow-down'
  | 'arrow-right'
  | 'arrow-up'
  | 'attach'
  | 'check'
  | 'chevron-down'
  | 'chevron-left'
  | 'chevron-right'
  | 'circle-filled'
  | 'circle-outline'
  | 'clock'
  | 'close'
  | 'color-mode'
  | 'copy'
  | 'diff'
  | 'edit'
  | 'ellipsis'
  | 'error'
  | 'file'
  | 'filter'
  | 'git-branch'
  | 'globe'
  | 'info'
  | 'insert'
  | 'key'
  | 'link-external'
  | 'list-ordered'
  | 'loading'
  | 'refresh'
  | 'search'
  | 'stop-circle'
  | 'telescope'
  | 'tools'
  | 'warning'
  | 'zap';

/** A codicon, 16 by 16 pixels. Never the only bearer of a meaning, so assistive technology does not see it. */
export function Icon({ name, className = '' }: { readonly name: IconName; readonly className?: string }): VNode {
  return <span class={`codicon codicon-${name} ${className}`} aria-hidden="true" />;
}

export interface ButtonProps {
  /** `primary` for the one thing to do next, `quiet` for what should not call for attention. */
  readonly look: 'primary' | 'secondary' | 'quiet';
  readonly label: string;
  readonly icon?: IconName;
  /** Shows the icon alone; the label becomes the tooltip. */
  readonly iconOnly?: boolean;
  readonly tooltip?: string;
  readonly disabled?: boolean;
  /** What the control is for, so that the focus finds its way back when the control is drawn anew. */
  readonly control?: string;
  readonly onPress: () => void;
}

const appearances = { primary: 'primary', secondary: 'secondary', quiet: 'icon' } as const;

/** A push button: the toolkit's, dressed as VS Code's own. */
export function Button(props: ButtonProps): VNode {
  const { look, label, icon, iconOnly = false, disabled = false, onPress } = props;
  return (
    <vscode-button
      class={`button button-${look} ${iconOnly ? 'button-icon-only' : ''}`}
      aria-label={label}
      appearance={appearances[look]}
      title={props.tooltip ?? (iconOnly ? label : undefined)}
      disabled={disabled}
      data-control={props.control}
      onClick={() => {
        if (!disabled) onPress();
      }}
    >
      {icon && <Icon name={icon} />}
      {!iconOnly && <span class="button-label">{label}</span>}
    </vscode-button>
  );
}

/** The toolkit's progress ring, silenced: as it comes it interrupts a screen reader whenever it appears. */
export function ProgressRing(): VNode {
  const ring = useRef<HTMLElement>(null);
  useLayoutEffect(() => {
    for (const attribute of ['role', 'aria-live', 'aria-label']) ring.current?.removeAttribute(attribute);
  }, []);
  return <vscode-progress-ring ref={ring} class="ring" aria-hidden="true" />;
}

interface DisclosureProps {
  readonly expanded: boolean;
  readonly controls: string;
  readonly className?: string;
  readonly control?: string;
  readonly onToggle: () => void;
  readonly children: ComponentChildren;
}

/** A line of text that opens and closes the part named by `controls`. */
export function Disclosure(props: DisclosureProps): VNode {
  const { expanded, controls, className = '', control, onToggle, children } = props;
  return (
    <button
      type="button"
      class={`disclosure ${className}`}
      aria-expanded={expanded}
      aria-controls={expanded ? controls : undefined}
      data-control={control}
      onClick={onToggle}
    >
      <span class="disclosure-text">{children}</span>
      <Icon name={expanded ? 'chevron-down' : 'chevron-right'} />
    </button>
  );
}

/** What the host said to a request that it did not do. */
export function Refusal({ status }: { readonly status: RequestStatus }): VNode | null {
  if (status.state !== 'refused') return null;
  return (
    <p class="refusal">
      <Icon name="warning" className="icon-warning" />
      <span dir="auto">{status.message}</span>
    </p>
  );
}

/** What came of a request: what was done where nothing else shows it, or why it was not. */
export function Outcome({ status }: { readonly status: RequestStatus }): VNode | null {
  if (status.state !== 'done' || status.said === undefined) return <Refusal status={status} />;
  return (
    <p class="refusal">
      <Icon name="check" />
      <span dir="auto">{status.said}</span>
    </p>
  );
}

/** Text between two facts on one line. */
export function Separator(): VNode {
  return <span class="separator">{' · '}</span>;
}
