import type { Frame, Page } from 'playwright-core';
import { waitFor } from '../vscode-host/wait';

/** Where a chat is shown: as an editor, or in a side bar or the panel. */
export type ChatPart = 'editor' | 'auxiliarybar' | 'sidebar' | 'panel';

/** The document of the chat that is in sight in a part of the window; asked for anew after that was hidden or moved. */
export function chatIn(page: Page, part: ChatPart): Promise<Frame> {
  return waitFor(`a chat in the ${part}`, async () => {
    const bounds = await page.locator(`.part.${part}`).boundingBox();
    if (!bounds) return undefined;
    for (const frame of page.frames()) {
      const box = await boxOf(frame);
      if (!box) continue;
      const isInside = box.x >= bounds.x - 1 && box.x < bounds.x + bounds.width && box.y >= bounds.y - 1;
      if (isInside && box.y < bounds.y + bounds.height) return frame;
    }
    return undefined;
  });
}

/** Where a frame is on the screen; null unless it is a chat's that is in sight. */
async function boxOf(frame: Frame): Promise<{ x: number; y: number; width: number; height: number } | null> {
  if (!frame.url().includes('/fake.html')) return null;
  try {
    if ((await frame.locator('#root > .panel').count()) === 0) return null;
    const box = await (await frame.frameElement()).boundingBox();
    return box && box.width > 0 && box.height > 0 ? box : null;
  } catch {
    // The frame went away while it was asked.
    return null;
  }
}
