import assert from 'node:assert/strict';
import { showPromise } from './promise';
import { onFreshMachines, runsTake, untilIn } from './sharedWindow';

const rounds = 3;

describe('a thread that was brought into another folder', function () {
  this.timeout(300_000);

  it('while a follow-up waits: Send there sends it once, and both know its answer', async () => {
    const figures = await onFreshMachines(rounds, async (machine) => {
      runsTake(2_000, machine);
      const { open, creates } = machine;
      const [origin, copy] = await Promise.all([open('aaaa'), open('bbbb')]);
      const parent = await origin.ask();
      assert(parent);
      await untilIn(origin, parent, 'accepted', 'running');
      const followUp = await origin.ask(parent);
      assert(followUp);
      assert(await copy.bring('aaaa', followUp));
      // Refused where the first window was quicker.
      await copy.send(followUp);
      for (const window of [origin, copy]) await untilIn(window, followUp, 'answered');
      return creates() === 2;
    });
    showPromise({ promise: 'R1', what: 'a waiting follow-up that is sent in a copy too', ...figures });
  });

  it('is sent by one of both when Send is pressed in both at once', async () => {
    const figures = await onFreshMachines(rounds, async (machine) => {
      runsTake(1_000, machine);
      const { open, creates } = machine;
      const gone = await open('aaaa');
      const parent = await gone.ask();
      assert(parent);
      const followUp = await gone.ask(parent);
      assert(followUp);
      await untilIn(gone, parent, 'accepted', 'running');
      // What waits in a window that is gone is for the person to send.
      await gone.kill();
      const [origin, copy] = await Promise.all([open('aaaa'), open('bbbb')]);
      assert(await copy.bring('aaaa', followUp));
      await Promise.all([origin, copy].map((window) => untilIn(window, parent, 'answered')));
      await Promise.all([origin.send(followUp), copy.send(followUp)]);
      for (const window of [origin, copy]) await untilIn(window, followUp, 'answered');
      return creates() === 2;
    });
    showPromise({ promise: 'R1', what: 'Send in two copies at once', ...figures });
  });
});
