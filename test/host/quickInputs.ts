import { commands, window, type InputBox, type QuickPick, type QuickPickItem } from 'vscode';
import { eventually } from './emulated';

type Shown = InputBox | QuickPick<QuickPickItem>;

const accept = 'workbench.action.acceptSelectedQuickOpenItem';

/** What the person is asked natively, from now on. Tests and extension share one API. */
export class QuickInputs {
  readonly #shown: Shown[] = [];
  readonly #hidden = new Set<Shown>();
  /** Those that were accepted, or whose button was pressed. */
  readonly #used = new Set<Shown>();
  readonly #restore: () => void;

  constructor() {
    const api = window as unknown as Record<'createQuickPick' | 'createInputBox', () => Shown>;
    const { createQuickPick, createInputBox } = api;
    const noting = (create: () => Shown) => (): Shown => {
      const input = create();
      this.#shown.push(input);
      input.onDidHide(() => this.#hidden.add(input));
      input.onDidAccept(() => this.#used.add(input));
      input.onDidTriggerButton(() => this.#used.add(input));
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
    await this.#use(pick, accept);
  }

  /** Types a text in place of what stands there, and accepts it. */
  async type(title: string, text: string): Promise<InputBox> {
    const input = await this.input(title);
    input.value = text;
    await this.#use(input, accept);
    return input;
  }

  /** Presses the button that goes back, with its key. */
  async goBack(title: string): Promise<void> {
    const shown = await eventually(`“${title}”`, async () => {
      await Promise.resolve();
      return this.#current(title);
    });
    await this.#use(shown, 'workbench.action.quickInputBack');
  }

  /** Closes what is shown. */
  async close(title: string): Promise<void> {
    const pick = await this.pick(title);
    await eventually(`“${title}” to close`, async () => {
      await commands.executeCommand('workbench.action.closeQuickOpen');
      return this.#hidden.has(pick) ? true : undefined;
    });
  }

  stop(): void {
    this.#restore();
  }

  #current(title: string): Shown | undefined {
    const shown = this.#shown.at(-1);
    return shown?.title === title && !this.#hidden.has(shown) ? shown : undefined;
  }

  /** Runs a command until the input has heard of it, and no more: the next input must not hear of it. */
  async #use(input: Shown, command: string): Promise<void> {
    this.#used.delete(input);
    await eventually(`“${input.title ?? ''}” to hear of ${command}`, async () => {
      if (!this.#used.has(input)) await commands.executeCommand(command);
      return this.#used.has(input) ? true : undefined;
    });
  }
}
