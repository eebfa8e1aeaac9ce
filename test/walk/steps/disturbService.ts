import type { FaultRuleInput } from '../../emulator/faults/faultRule';
import type { Step } from '../step';

const create = { method: 'POST', path: '/v1/tasks/runs', times: 1 };
const quick = { method: 'POST', path: '/v1beta/chat/completions', times: 1 };
const faults: readonly FaultRuleInput[] = [
  { match: create, fault: { kind: 'status', status: 429, retryAfter: { seconds: 3, as: 'seconds' } } },
  { match: create, fault: { kind: 'status', status: 500 } },
  { match: create, fault: { kind: 'reset-after-accepting' } },
  { match: create, fault: { kind: 'reset-before-reading' } },
  { match: create, fault: { kind: 'run-fails' } },
  { match: create, fault: { kind: 'run-takes', milliseconds: 5_000 } },
  { match: { path: '/v1/tasks/runs/*/events', times: 1 }, fault: { kind: 'clean-close', afterFrames: 1 } },
  { match: quick, fault: { kind: 'status', status: 500 } },
  { match: quick, fault: { kind: 'reset-mid-body', afterBytes: 300 } },
];

/** Has the next request meet a fault: it is sent no more often for that. */
export const disturbService: Step = {
  name: 'disturbService',
  weight: 2,
  isPossible: () => true,
  take({ desk }, random) {
    desk.emulator.faults.add(random.pick(faults));
    return Promise.resolve('taken');
  },
};
