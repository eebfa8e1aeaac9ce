import assert from 'node:assert/strict';
import type { Memento } from 'vscode';
import { Emitter } from '../../../../src/base/event';
import type { PatientSending, Wish } from '../../../../src/runs/send/patientSending';
import { keepWishes } from '../../../../src/vscode/turns/wishMemory';

const wish = {
  threadId: '01hzzzzzzzzzzzzzzzzzzzzzzz',
  turnId: 'turn-1',
  attemptId: 'attempt-1',
  engine: { kind: 'research', name: 'lite' },
  at: 1_000,
} as unknown as Wish;

function memoryWith(kept?: unknown): Pick<Memento, 'get' | 'update'> & { value: unknown } {
  return {
    value: structuredClone(kept),
    get() {
      return this.value as never;
    },
    update(_key, value) {
      this.value = structuredClone(value);
      return Promise.resolve();
    },
  };
}

function sending() {
  const changes = new Emitter<Wish>();
  const wishes: Wish[] = [];
  const resumed: Wish[] = [];
  const resume = (one: Wish): Promise<void> => Promise.resolve(void resumed.push(one));
  const patientSending = { wishes, resume, onDidChange: changes.event } as unknown as PatientSending;
  return { wishes, resumed, patientSending, change: () => changes.fire(wish) };
}

describe('The memory of what is to be sent when a limit is over', () => {
  it('gives the next window what this one was left with', () => {
    const memory = memoryWith();
    const before = sending();
    keepWishes(before.patientSending, memory as unknown as Memento);
    before.wishes.push(wish);
    before.change();
    const after = sending();
    keepWishes(after.patientSending, memory as unknown as Memento);
    assert.deepEqual(after.resumed, [wish]);
  });

  it('is empty once nothing is to be sent any more', () => {
    const memory = memoryWith([wish]);
    const { patientSending, change } = sending();
    keepWishes(patientSending, memory as unknown as Memento);
    change();
    assert.equal(memory.value, undefined);
  });

  it('takes nothing up that it cannot read', () => {
    for (const kept of ['x', 3, {}, [{ ...wish, threadId: '../../elsewhere' }], [{ ...wish, at: 'soon' }], [null]]) {
      const { patientSending, resumed } = sending();
      keepWishes(patientSending, memoryWith(kept) as unknown as Memento);
      assert.deepEqual(resumed, []);
    }
  });
});
