import { window, type InputBox } from 'vscode';
import { plainLine, plainText, type PlainText } from './plainText';

/** A line to type in, which stays until it is hidden. What is typed is never changed. */
export type Input = Omit<InputBox, 'title' | 'prompt' | 'placeholder' | 'validationMessage'> & {
  title: PlainText | undefined;
  prompt: PlainText | undefined;
  placeholder: PlainText | undefined;
  /** What is wrong with what was typed; empty for nothing. */
  validationMessage: PlainText;
};

/** What is said around a line to type in. */
export interface InputTexts {
  readonly title: string;
  readonly prompt?: string;
  readonly placeholder?: string;
}

export interface InputQuestion extends InputTexts {
  /** What is there to begin with. */
  readonly value?: string;
  readonly password?: boolean;
  readonly ignoreFocusOut?: boolean;
  /** What is wrong with a text as it is typed; undefined when nothing is. */
  readonly problemWith: (text: string) => string | undefined;
}

/** A line to type in that is not shown yet. */
export function createInput({ title, prompt = '', placeholder = '' }: InputTexts): Input {
  const input = window.createInputBox() as Input;
  input.title = plainLine(title);
  input.prompt = plainText(prompt);
  input.placeholder = plainLine(placeholder);
  return input;
}

/** Asks for a text that nothing is wrong with; undefined when the person closed it. */
export function askForText(question: InputQuestion): Thenable<string | undefined> {
  const { title, prompt = '', placeholder = '', value = '', password = false, ignoreFocusOut = false } = question;
  return window.showInputBox({
    title: plainLine(title),
    prompt: plainText(prompt),
    placeHolder: plainLine(placeholder),
    value,
    password,
    ignoreFocusOut,
    validateInput: (text) => {
      const problem = question.problemWith(text);
      return problem === undefined ? undefined : plainText(problem);
    },
  });
}
