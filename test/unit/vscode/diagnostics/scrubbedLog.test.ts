import assert from 'node:assert/strict';
import { ScrubbedLog } from '../../../../src/vscode/diagnostics/scrubbedLog';
import { FakeClock } from '../../fakeClock';

const levels = ['trace', 'debug', 'info', 'warn', 'error'] as const;

describe("the extension's log", () => {
  let lines: string[];
  let clock: FakeClock;
  let log: ScrubbedLog;

  beforeEach(() => {
    lines = [];
    clock = new FakeClock();
    const keep =
      (level: string) =>
      (...parts: unknown[]): void =>
        void lines.push([level, ...parts].join(' '));
    const [trace, debug, info, warn, error] = levels.map(keep) as [Keep, Keep, Keep, Keep, Keep];
    const channel = { trace, debug, info, warn, error, show: () => undefined, dispose: () => undefined };
    log = new ScrubbedLog(channel, clock, { home: '/home/alice', userName: 'alice' });
    log.conceal('the-key-of-alice');
  });

  it('is scrubbed at every level, in messages and in whatever stands beside them', () => {
    const details = [
      'https://host.example/?q=private',
      new Error('a private question'),
      { path: '/home/alice/a', failure: new Error('private'), key: 'the-key-of-alice' },
      undefined,
      10n,
    ];
    for (const level of levels) log[level]('Key the-key-of-alice in /home/alice/.config', ...details);
    assert.equal(lines.length, levels.length);
    for (const line of lines) {
      assert.match(line, /^\w+ Key \[removed\] in ~\/\.config/);
      assert.doesNotMatch(line, /alice|private|host\.example/);
    }
  });

  it('keeps the last thirty warnings and errors, with their time', () => {
    for (let count = 1; count <= 40; count += 1) log[count % 2 === 0 ? 'warn' : 'error'](`Number ${count}`);
    log.info('Not this one');
    assert.equal(log.noted.length, 30);
    assert.deepEqual(log.noted[0], { at: clock.now(), level: 'error', text: 'Number 11' });
    assert.deepEqual(log.noted.at(-1), { at: clock.now(), level: 'warn', text: 'Number 40' });
  });
});

type Keep = (...parts: unknown[]) => void;
