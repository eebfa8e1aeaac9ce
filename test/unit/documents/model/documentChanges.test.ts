import assert from 'node:assert/strict';
import fc from 'fast-check';
import { applied } from '../../../../src/documents/model/change';
import { DocumentChanges, type ChangedDocument, type TextEdit } from '../../../../src/documents/model/documentChanges';

/** A document of numbered pieces, and what becomes of each of them. */
interface Piece {
  readonly text: string;
  readonly becomes: 'kept' | 'replaced' | 'deleted' | 'preceded';
  readonly by: string;
}

const pieces: fc.Arbitrary<readonly Piece[]> = fc.array(
  fc.record({
    text: fc.string({ unit: 'binary', minLength: 1, maxLength: 4 }),
    becomes: fc.constantFrom('kept', 'replaced', 'deleted', 'preceded'),
    by: fc.string({ unit: 'binary', maxLength: 4 }),
  }),
  { maxLength: 12 },
);

const documents = fc.uniqueArray(fc.tuple(fc.nat({ max: 20 }), pieces), { maxLength: 4, selector: ([name]) => name });

function editsOf(list: readonly Piece[]): readonly TextEdit[] {
  let end = 0;
  return list.flatMap(({ text, becomes, by }): readonly TextEdit[] => {
    const start = end;
    end += text.length;
    if (becomes === 'kept') return [];
    if (becomes === 'preceded') return [{ start, end: start, text: by }];
    return [{ start, end, text: becomes === 'deleted' ? '' : by }];
  });
}

/** What the pieces say in the end, without any offsets. */
function outcomeOf(list: readonly Piece[]): string {
  const outcomes = list.map(({ text, becomes, by }) => {
    const all = { kept: text, replaced: by, deleted: '', preceded: by + text };
    return all[becomes];
  });
  return outcomes.join('');
}

function textOf(list: readonly Piece[]): string {
  return list.map(({ text }) => text).join('');
}

/** Documents with one edit each, which may come several times, in an order of its own. */
function scattered(chosen: readonly (readonly [number, readonly Piece[]])[]): fc.Arbitrary<readonly ChangedDocument[]> {
  const single = chosen.flatMap(([name, list]): readonly ChangedDocument[] => {
    const [uri, text] = [`file:///${name}`, textOf(list)];
    return [{ uri, text, edits: [] }, ...editsOf(list).map((edit) => ({ uri, text, edits: [edit] }))];
  });
  return fc.shuffledSubarray(single, { minLength: single.length, maxLength: single.length });
}

describe('Changes to several documents', () => {
  it('come out the same in whatever order they are named', () => {
    fc.assert(
      fc.property(
        documents.chain((chosen) => fc.tuple(fc.constant(chosen), scattered(chosen))),
        ([chosen, list]) => {
          const changes = DocumentChanges.of(list);
          assert(changes.ok);
          assert.equal(changes.value.documents.length, chosen.length);
          for (const { uri, text, edits } of changes.value.documents) {
            const [, piecesOfIt = []] = chosen.find(([name]) => uri === `file:///${name}`) ?? [];
            assert.equal(applied(text, { edits }), outcomeOf(piecesOfIt));
          }
        },
      ),
      { numRuns: 1000 },
    );
  });

  it('are refused where two of them replace the same text, and never otherwise', () => {
    const edits = fc.array(fc.record({ start: fc.nat({ max: 12 }), length: fc.nat({ max: 4 }) }), { maxLength: 4 });
    fc.assert(
      fc.property(edits, (list) => {
        const text = 'abcdefghijklmnop';
        const made = list.map(({ start, length }) => ({ start, end: start + length, text: 'x' }));
        const conflicts = made.some((one, index) =>
          made.slice(index + 1).some((other) => one.start === other.start || sharesText(one, other)),
        );
        const changes = DocumentChanges.of([{ uri: 'file:///a', text, edits: made }]);
        assert.equal(changes.ok, !conflicts);
        if (!changes.ok) assert.equal(changes.failure, 'overlap');
      }),
      { numRuns: 2000 },
    );
  });

  it('are refused outside of the text, and for two texts of one document', () => {
    const change = (text: string, start: number, end: number): ChangedDocument => ({
      uri: 'untitled:a',
      text,
      edits: [{ start, end, text: '' }],
    });
    for (const [start, end] of [
      [-1, 0],
      [2, 1],
      [0, 4],
    ] as const) {
      assert.deepEqual(DocumentChanges.of([change('abc', start, end)]), { ok: false, failure: 'outside' });
    }
    const two = DocumentChanges.of([change('abc', 0, 1), change('abd', 1, 2)]);
    assert.deepEqual(two, { ok: false, failure: 'texts' });
  });
});

/** Whether one of the edits reaches over a character, or past a place, that is within the other. */
function sharesText(one: TextEdit, other: TextEdit): boolean {
  return one.start < other.end && other.start < one.end;
}
