import type { Step } from '../step';
import { clickAfterEnter, typeAfterEnter } from './afterEnter';
import { ask } from './ask';
import { askAgain } from './askAgain';
import { attachSelection, removeAttachment } from './attach';
import { awaitAnswer } from './awaitAnswer';
import { branch } from './branch';
import { chooseEngine, chooseKind } from './chooseEngine';
import { compareAnswers } from './compareAnswers';
import { deleteAndRestore } from './deleteAndRestore';
import { disturbService } from './disturbService';
import { editInPlace, leaveEditing } from './editInPlace';
import { insertAndUndo } from './insertAndUndo';
import { killExtensionHost } from './killExtensionHost';
import { deleteRow, openRow, renameRow } from './listOfThreads';
import { openThread } from './openThread';
import { pinThread } from './pinThread';
import { reloadWindow } from './reloadWindow';
import { renameThread } from './renameThread';
import { resizeSideBar } from './resizeSideBar';
import { searchThreads } from './searchThreads';
import { secondWindow } from './secondWindow';
import { sendAgain } from './sendAgain';
import { startResearch } from './startResearch';
import { switchBranch } from './switchBranch';
import { dropWaiting, editWaiting } from './waiting';
import { writeDraft } from './writeDraft';
import { writeNotes } from './writeNotes';

/** Everything that the walker can do. */
export const steps: readonly Step[] = [
  ask,
  askAgain,
  attachSelection,
  awaitAnswer,
  branch,
  chooseEngine,
  chooseKind,
  clickAfterEnter,
  compareAnswers,
  deleteAndRestore,
  deleteRow,
  disturbService,
  dropWaiting,
  editInPlace,
  editWaiting,
  insertAndUndo,
  killExtensionHost,
  leaveEditing,
  openRow,
  openThread,
  pinThread,
  reloadWindow,
  removeAttachment,
  renameRow,
  renameThread,
  resizeSideBar,
  searchThreads,
  secondWindow,
  sendAgain,
  startResearch,
  switchBranch,
  typeAfterEnter,
  writeDraft,
  writeNotes,
];
