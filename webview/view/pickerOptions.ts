/** One thing that can be chosen. */
export interface PickerOption {
  readonly name: string;
  /** What it is good for, in words; shown in the place of the name where only a few options are. */
  readonly words?: string;
  /** What it is found by beside its name. */
  readonly keywords?: string;
  /** What stands behind the name. */
  readonly facts: readonly { readonly kind: 'price' | 'time' | 'note'; readonly text: string }[];
}

export interface PickerGroup {
  /** Empty for a group that needs no name. */
  readonly heading: string;
  readonly note: string;
  readonly options: readonly PickerOption[];
}

/** The name of the option that shows all others. */
export const allOptions = ' all';
