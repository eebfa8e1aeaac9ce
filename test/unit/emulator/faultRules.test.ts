import assert from 'node:assert/strict';
import { FaultController } from '../../emulator/faults/faultController';
import type { FaultRuleInput } from '../../emulator/faults/faultRule';

describe('Fault rules', () => {
  const fault = { kind: 'malformed-json' } as const;

  function hits(
    rule: FaultRuleInput['match'],
    requests: readonly (readonly [method: string, path: string])[],
  ): boolean[] {
    const controller = new FaultController([rule === undefined ? { fault } : { match: rule, fault }]);
    return requests.map(([method, path]) => controller.take(method, path).length > 0);
  }

  const run = '/v1/tasks/runs/trun_1';
  const three = [
    ['GET', run],
    ['GET', run],
    ['GET', run],
  ] as const;

  it('mean all requests without a condition', () => {
    assert.deepEqual(hits(undefined, three), [true, true, true]);
  });

  it('go by method and path', () => {
    assert.deepEqual(
      hits({ method: 'post' }, [
        ['POST', run],
        ['GET', run],
      ]),
      [true, false],
    );
    assert.deepEqual(
      hits({ path: '/v1/tasks/runs/*' }, [
        ['GET', run],
        ['GET', `${run}/events`],
        ['GET', '/v1/tasks/runs'],
      ]),
      [true, false, false],
    );
    assert.deepEqual(
      hits({ path: '/v1/**' }, [
        ['GET', run],
        ['GET', `${run}/events`],
        ['GET', '/chat/completions'],
      ]),
      [true, true, false],
    );
    assert.deepEqual(hits({ path: '/v1/tasks.runs' }, [['POST', '/v1/tasks/runs']]), [false]);
  });

  it('count the requests that they match', () => {
    assert.deepEqual(hits({ nth: 2 }, three), [false, true, false]);
    assert.deepEqual(hits({ after: 1 }, three), [false, true, true]);
    assert.deepEqual(hits({ times: 2 }, three), [true, true, false]);
    assert.deepEqual(hits({ after: 1, times: 1 }, three), [false, true, false]);
    assert.deepEqual(
      hits({ path: '/v1/tasks/runs', nth: 1 }, [
        ['GET', run],
        ['POST', '/v1/tasks/runs'],
      ]),
      [false, true],
    );
  });

  it('can be added to and ended', () => {
    const controller = new FaultController([]);
    assert.deepEqual(controller.take('GET', run), []);
    controller.add({ fault });
    controller.add({ match: { nth: 1 }, fault: { kind: 'delay', milliseconds: 1 } });
    assert.deepEqual(controller.take('GET', run), [fault, { kind: 'delay', milliseconds: 1 }]);
    controller.clear();
    assert.deepEqual(controller.take('GET', run), []);
  });
});
