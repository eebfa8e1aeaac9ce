import assert from 'node:assert/strict';
import { applyPatch, type ChatState } from '../../webview/state/chatState';
import { GrowingSections } from '../../webview/markdown/growingSections';
import { splitIntoSections } from '../../webview/markdown/sections';
import { withoutUnfinished } from '../../webview/markdown/unfinished';
import { chatView } from '../webview/builders';
import type { Readers } from './readers';
import { englishStrings } from '../webview/englishStrings';

/** Hands over each of many pieces of a text, and where it begins. */
function inPieces(text: string, hear: (piece: string, offset: number) => void): void {
  for (let offset = 0; offset < text.length; offset += 200) hear(text.slice(offset, offset + 200), offset);
}

/** Everything of the chat that reads a text while it arrives. */
export const webviewReaders: Readers = {
  'cutting a text': (text) => () => splitIntoSections(text),
  'holding back what is unfinished': (text) => () => withoutUnfinished(text),
  'holding back in a line behind others': (text) => () => withoutUnfinished(`Above.\n\n${text}x`),
  'sections of a text that has grown': (text) => () => {
    const growing = new GrowingSections();
    return [growing.sectionsOf(text.slice(0, text.length >> 1)), growing.sectionsOf(text)];
  },
  'keeping a text that arrives in pieces': (text) => () => {
    let state: ChatState = { revision: 0, view: chatView(), strings: englishStrings };
    inPieces(text, (piece, offset) => {
      const change = { part: 'text', turnId: 'a', offset, text: piece } as const;
      const patched = applyPatch(state, { type: 'patch', revision: state.revision + 1, changes: [change] });
      assert.ok(patched.kind === 'applied');
      state = patched.state;
    });
    assert.equal(state.view.writing['a']?.length, text.length);
  },
};
