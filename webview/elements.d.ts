import type { HTMLAttributes, RefObject } from 'preact';

/** What JSX may say about the elements that `toolkit.ts` registers. */
type ElementAttributes = HTMLAttributes<HTMLElement> & {
  readonly ref?: RefObject<HTMLElement | null>;
  readonly 'data-control'?: string | undefined;
};

declare module 'preact' {
  namespace JSX {
    interface IntrinsicElements {
      'vscode-button': ElementAttributes & {
        readonly appearance: 'primary' | 'secondary' | 'icon';
        readonly disabled: boolean;
      };
      'vscode-progress-ring': ElementAttributes;
      'vscode-text-area': ElementAttributes & {
        readonly rows: number;
        readonly resize: 'none';
        readonly placeholder: string;
        readonly value: string;
      };
    }
  }
}
