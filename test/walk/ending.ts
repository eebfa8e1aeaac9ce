import { waitFor } from '../vscode-host/wait';
import { isBlank } from './draft';
import type { World } from './world';

/** Waits until everything that is being written is on disk: a second of typing may be lost, and no more. */
export async function draftsAreSafe(world: World): Promise<void> {
  await waitFor('the drafts on disk', async () => {
    const files = [...(await world.stored(/[\\/]drafts[\\/][^\\/]+\.json$/)).values()];
    const isSafe = world.drafts.every(({ text, attachments }) =>
      files.some(
        (file) =>
          file.includes(`"text":${JSON.stringify(text)}`) &&
          (attachments.length === 0 || file.includes('"label":"notes.md"')),
      ),
    );
    return isSafe ? true : undefined;
  });
}

/** Loads the window again, and shows the chat as a person does. */
export async function beginAnotherWindow(world: World): Promise<void> {
  const { person, chosen, draft } = world;
  world.noteEndOfWindow();
  await person.window.reload();
  // An empty chat in which nothing is written may give way to research that goes on, until the person begins another.
  if (!chosen && isBlank(draft)) await person.startResearch();
  else await person.window.runCommand('Research: Focus on Chat View');
}
