import type { Step } from '../step';
import { ask } from './ask';
import { awaitAnswer } from './awaitAnswer';
import { branch } from './branch';
import { deleteAndRestore } from './deleteAndRestore';
import { disturbService } from './disturbService';
import { insertAndUndo } from './insertAndUndo';
import { killExtensionHost } from './killExtensionHost';
import { openThread } from './openThread';
import { pinThread } from './pinThread';
import { reloadWindow } from './reloadWindow';
import { renameThread } from './renameThread';
import { startResearch } from './startResearch';
import { writeDraft } from './writeDraft';
import { writeNotes } from './writeNotes';

/** Everything that the walker can do. */
export const steps: readonly Step[] = [
  ask,
  awaitAnswer,
  branch,
  deleteAndRestore,
  disturbService,
  insertAndUndo,
  killExtensionHost,
  openThread,
  pinThread,
  reloadWindow,
  renameThread,
  startResearch,
  writeDraft,
  writeNotes,
];
