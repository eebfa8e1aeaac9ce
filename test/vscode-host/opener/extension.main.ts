import * as vscode from 'vscode';

/** Shows the chat in every window of `npm start`, where a person came to see it. */
export async function activate(): Promise<void> {
  await vscode.commands.executeCommand('researchThreads.chat.focus');
}
