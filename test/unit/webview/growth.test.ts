import assert from 'node:assert/strict';
import { applyPatch, type ChatState } from '../../../webview/state/chatState';
import { GrowingSections } from '../../../webview/markdown/growingSections';
import { splitIntoSections } from '../../../webview/markdown/sections';
import { withoutUnfinished } from '../../../webview/markdown/unfinished';
import { chatView } from '../../webview/builders';

/** What texts from outside are made of, over and over. */
const fragments = [
  'a',
  ' ',
  '\n',
  'word ',
  'A paragraph.\n\n',
  '`a` ',
  '`',
  '```\n',
  '~~~\n',
  '  ```\n',
  '*a ',
  '**a** ',
  '_',
  '[a',
  '[a](',
  '[a](b) ',
  '[1, 2',
  ']',
  '![',
  '\\',
  '|a|b|\n',
  '| ',
  '[a]: b\n',
  '[1]: b\n',
  '> ',
  '# a\n\n',
  '- a\n',
  '~',
  '<',
];

/** By which power of the length the time grows: the shortest of several measurements counts, since others use the processor. */
function exponentOf(work: (text: string) => void, fragment: string, short: number): number {
  const factor = 4;
  let best = Infinity;
  for (let attempt = 0; attempt < 5 && best > 1.2; attempt += 1) {
    const [little = 0, much = 0] = [short, short * factor].map((length) => shortestTime(work, fragment, length));
    // Below a millisecond the clock itself is measured.
    best = Math.min(best, Math.log(Math.max(much, 1) / Math.max(little, 1)) / Math.log(factor));
  }
  return best;
}

function shortestTime(work: (text: string) => void, fragment: string, length: number): number {
  const text = fragment.repeat(Math.ceil(length / fragment.length));
  let shortest = Infinity;
  for (let run = 0; run < 3; run += 1) {
    const started = performance.now();
    work(text);
    shortest = Math.min(shortest, performance.now() - started);
  }
  return shortest;
}

/** Hands over what has come of a text after each of many pieces. */
function inPieces(text: string, hear: (beginning: string, piece: string) => void): void {
  const pieces = Math.ceil(text.length / 200);
  for (let piece = 0; piece < pieces; piece += 1)
    hear(text.slice(0, (piece + 1) * 200), text.slice(piece * 200, (piece + 1) * 200));
}

const works: readonly (readonly [what: string, length: number, work: (text: string) => void])[] = [
  ['cutting a text', 2_500_000, (text) => void splitIntoSections(text)],
  ['holding back what is unfinished', 2_500_000, (text) => void withoutUnfinished(text)],
  ['holding back in a line behind others', 2_500_000, (text) => void withoutUnfinished(`Above.\n\n${text}x`)],
  [
    'keeping a text that arrives in pieces',
    500_000,
    (text) => {
      let state: ChatState = { revision: 0, view: chatView(), translations: {} };
      inPieces(text, (beginning, piece) => {
        const change = { part: 'text', turnId: 'a', offset: beginning.length - piece.length, text: piece } as const;
        const patched = applyPatch(state, { type: 'patch', revision: state.revision + 1, changes: [change] });
        assert.ok(patched.kind === 'applied');
        state = patched.state;
      });
      assert.equal(state.view.writing['a']?.length, text.length);
    },
  ],
];

describe('The time that the chat takes for a text', () => {
  for (const [what, length, work] of works) {
    it(`grows with the text and not faster: ${what}`, () => {
      for (const fragment of fragments) {
        const exponent = exponentOf(work, fragment, length);
        assert.ok(exponent <= 1.2, `${JSON.stringify(fragment)}: ${exponent.toFixed(2)}`);
      }
    }).timeout(240_000);
  }

  it('is spent once on each line, however small the pieces are', () => {
    const text = 'let x = 1;\n'.repeat(20_000);
    const growing = new GrowingSections();
    let parts: readonly string[] = [];
    inPieces(`\`\`\`js\n${text}`, (beginning) => (parts = growing.sectionsOf(beginning)));
    assert.equal(parts.join(''), `\`\`\`js\n${text}`);
  });
});
