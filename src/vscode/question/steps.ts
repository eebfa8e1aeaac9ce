import { QuickInputButtons } from 'vscode';
import { DisposableStore } from '../../base/disposable';
import { createPicker, type Choice, type Picker } from '../ui/choices';
import { createInput, type Input } from '../ui/inputs';
import { plainText } from '../ui/plainText';

/** The person went back to the step before. */
export const back = Symbol('back');
export type Back = typeof back;

/** How a step ends: with what was chosen, by going back, or undefined when it was closed. */
export type StepResult<Value> = Value | Back | undefined;

export interface PickStep<Item extends Choice> {
  readonly title: string;
  readonly placeholder: string;
  readonly items: readonly Item[];
  /** The item to stand on at first; the first one when it is left out. */
  readonly active?: Item | undefined;
  /** Whether there is a step before this one. */
  readonly hasBack: boolean;
  /** Called once it is shown, to add items that take a while. `signal` is aborted when the step ends. */
  readonly onShow?: (pick: Picker<Item>, signal: AbortSignal) => void;
}

/** Lets the person choose an item, or go back. */
export function pickStep<Item extends Choice>(step: PickStep<Item>): Promise<StepResult<Item>> {
  const pick = createPicker<Item>(step.title, step.placeholder);
  pick.items = step.items;
  pick.matchOnDescription = true;
  if (step.active) pick.activeItems = [step.active];
  const abort = new AbortController();
  return run<Item>(pick, step.hasBack, (end) => {
    pick.onDidAccept(() => {
      const [item] = pick.activeItems;
      if (item) end(item);
    });
    pick.onDidHide(() => abort.abort());
    pick.show();
    step.onShow?.(pick, abort.signal);
  });
}

export interface InputStep {
  readonly title: string;
  readonly prompt: string;
  readonly placeholder: string;
  readonly value: string;
  /** What is wrong with a text as it is typed; null when nothing is. */
  readonly problemWith: (text: string) => string | null;
}

/** Lets the person type a text that nothing is wrong with, or go back. */
export function inputStep(step: InputStep): Promise<StepResult<string>> {
  const input = createInput(step);
  input.value = step.value;
  // What was typed must not go when the person looks something up in another window.
  input.ignoreFocusOut = true;
  const validate = (): string | null => {
    const problem = step.problemWith(input.value);
    input.validationMessage = plainText(problem ?? '');
    return problem;
  };
  return run<string>(input, true, (end) => {
    input.onDidChangeValue(validate);
    input.onDidAccept(() => {
      if (validate() === null) end(input.value);
    });
    validate();
    input.show();
  });
}

/** Shows an input until it ends, and takes it away. */
function run<Value>(
  input: Input | Picker<Choice>,
  hasBack: boolean,
  begin: (end: (value: Value) => void) => void,
): Promise<StepResult<Value>> {
  const store = new DisposableStore();
  store.add(input);
  if (hasBack) input.buttons = [QuickInputButtons.Back];
  return new Promise<StepResult<Value>>((resolve) => {
    const end = (result: StepResult<Value>): void => {
      resolve(result);
      input.hide();
    };
    store.add(input.onDidTriggerButton((button) => (button === QuickInputButtons.Back ? end(back) : undefined)));
    store.add(input.onDidHide(() => end(undefined)));
    begin(end);
  }).finally(() => store.dispose());
}
