import { commands, window, type InputBox, type QuickPick, type QuickPickItem } from 'vscode';
import { eventually } from './emulated';

type Shown = InputBox | QuickPick<QuickPickItem>;

/** What the person is asked natively, from now on. Tests and extension share one API. */
export class QuickInputs {
  readonly #shown: Shown[] = [];
  readonly #hidden = new Set<Shown>();
  readonly #restore: () => void;

  constructor() {
    const api = window as unknown as Record<'createQuickPick' | 'createInputBox', () => Shown>;
    const { createQuickPick, createInputBox } = api;
    const noting = (create: () => Shown) => (): Shown => {
      const input = create();
      this.#shown.push(input);
      input.onDidHide(() => this.#hidden.add(input));
      return input;
    };
    Object.assign(api, { createQuickPick: noting(createQuickPick), createInputBox: noting(createInputBox) });
    this.#restore = () => void Object.assign(api, { createQuickPick, createInputBox });
  }

  /** The list of that title, once it is shown and done with adding items. */
  pick(title: string): Promise<QuickPick<QuickPickItem>> {
    return eventually(`the list “${title}”`, async () => {
      await Promise.resolve();
      const shown = this.#current(title);
      return shown && 'items' in shown && !shown.busy ? shown : undefined;
    });
  }

  /** The input box of that title, once it is shown. */
  input(title: string): Promise<InputBox> {
    return eventually(`the input box “${title}”`, async () => {
      await Promise.resolve();
      const shown = this.#current(title);
      return shown && !('items' in shown) ? shown : undefined;
    });
  }

  /** Chooses the item of that label. */
  async choose(title: string, label: string): Promise<void> {
    const pick = await this.pick(title);
    const item = pick.items.find((candidate) => candidate.label === label);
    if (!item) throw new Error(`“${title}” has ${pick.items.map((each) => each.label).join(', ')}.`);
    // Typing its label leaves it alone or first in the list.
    pick.value = label;
    await eventually(`“${label}” to be stood on`, async () => {
      await Promise.resolve();
      return pick.activeItems[0] === item ? true : undefined;
    });
    await this.#accept(pick);
  }

  /** Types a text in place of what stands there, and accepts it. */
  async type(title: string, text: string): Promise<InputBox> {
    const input = await this.input(title);
    input.value = text;
    await this.#accept(input);
    return input;
  }

  /** Presses the button that goes back, with its key. */
  async goBack(title: string): Promise<void> {
    const shown = await eventually(`“${title}”`, async () => {
      await Promise.resolve();
      return this.#current(title);
    });
    await this.#until(shown, 'workbench.action.quickInputBack');
  }

  /** Closes what is shown. */
  async close(title: string): Promise<void> {
    const pick = await this.pick(title);
    await this.#until(pick, 'workbench.action.closeQuickOpen');
  }

  stop(): void {
    this.#restore();
  }

  #current(title: string): Shown | undefined {
    const shown = this.#shown.at(-1);
    return shown?.title === title && !this.#hidden.has(shown) ? shown : undefined;
  }

  /** Accepts until the input is closed, or says what is wrong. */
  async #accept(input: Shown): Promise<void> {
    await this.#until(input, 'workbench.action.acceptSelectedQuickOpenItem');
  }

  async #until(input: Shown, command: string): Promise<void> {
    await eventually(`“${input.title ?? ''}” to close`, async () => {
      await commands.executeCommand(command);
      const isRefused = 'validationMessage' in input && input.validationMessage;
      return this.#hidden.has(input) || isRefused ? true : undefined;
    });
  }
}
