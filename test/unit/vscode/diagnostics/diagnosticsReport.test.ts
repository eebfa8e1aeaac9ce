import assert from 'node:assert/strict';
import { SecretFilter } from '../../../../src/base/secretFilter';
import type { Reachability } from '../../../../src/runs/ports/connectionCheck';
import { composeReport, type Diagnostics } from '../../../../src/vscode/diagnostics/diagnosticsReport';

const known = { home: '/home/alice', userName: 'alice', secrets: new SecretFilter(['the-key-of-alice']) };

const diagnostics: Diagnostics = {
  at: Date.UTC(2026, 1, 23, 9, 30),
  versions: [{ name: 'Research Threads', value: '1.2.3' }],
  settings: [{ name: 'researchThreads.notifyWhenDone', value: true }],
  keyStored: true,
  storage: 'of the workspace (file)',
  journal: {
    threads: 2,
    segments: 3,
    bytes: 400,
    unreadable: 0,
    quarantined: 1,
    trashed: null,
    indexBytes: 500,
    write: { kind: 'written', milliseconds: 1.23 },
  },
  turns: 4,
  problems: [{ name: 'Problems in this window: damaged', value: 1 }],
  runs: [],
  origin: 'https://api.parallel.ai (Parallel)',
  connection: { kind: 'reached', status: 404, milliseconds: 120.4 },
  proxy: null,
  proxySettings: [{ name: 'http.proxySupport', value: 'override' }],
  noted: [],
};

const report = (changes: Partial<Diagnostics> = {}): string => composeReport({ ...diagnostics, ...changes }, known);

describe('the report of the diagnostics', () => {
  it('is readable', () => {
    assert.equal(
      report(),
      `# Research Threads: Diagnostics

Made 2026-02-23T09:30:00.000Z. Questions, answers, titles, sources, keys and the names of folders are not in it; please look it over all the same.

## Versions

- Research Threads: 1.2.3

## Settings

- researchThreads.notifyWhenDone: yes
- API key stored: yes

## Connection

- API: https://api.parallel.ai (Parallel)
- Proxy: none in settings or environment
- http.proxySupport: override
- Check: reached, HTTP 404 after 120 ms

## Threads

- Storage: of the workspace (file)
- Threads: 2
- Turns: 4
- Segments: 3 (400 bytes)
- Index: 500 bytes
- Unreadable folders: 0
- Files in quarantine: 1
- In the trash: nothing
- Write test: 1.2 ms
- Problems in this window: damaged: 1

## Runs under way

None.

## Last warnings and errors

None.
`,
    );
  });

  const causes = ['name', 'certificate', 'tls', 'proxy', 'refused', 'network', 'timeout', 'broken', 'unknown'] as const;
  for (const cause of causes) {
    it(`says what failed and what to do: ${cause}`, () => {
      const connection: Reachability = { kind: 'failed', cause, code: 'ECODE', milliseconds: 9 };
      const [, check = '', advice = ''] =
        /- Check: failed: (.+) \(ECODE\) after 9 ms\n\n(.+)\n/.exec(report({ connection })) ?? [];
      assert(check !== '' && /^[A-Z].+\.$|”\.$/.test(advice), advice);
    });
  }

  it('says that a refusal may be the proxy’s, where there is one', () => {
    const connection: Reachability = { kind: 'failed', cause: 'refused', code: null, milliseconds: 9 };
    assert.match(report({ connection, proxy: 'proxy.example:8080 (http.proxy)' }), /It may be the proxy/);
  });

  it('says that a portal may stand in between', () => {
    assert.match(report({ connection: { kind: 'redirected', status: 302, milliseconds: 9 } }), /sign-in/);
  });

  it('tells errors on one line each, as code, and scrubbed once more', () => {
    const text = 'a `line`\n# of /home/alice with the-key-of-alice';
    const told = report({ noted: [{ at: 0, level: 'error', text }] });
    assert.match(told, /\n- 1970-01-01T00:00:00\.000Z error: `a 'line' # of ~ with \[removed\]`\n$/);
  });

  it('holds no known secret, wherever one got in', () => {
    const secret = { name: 'the-key-of-alice', value: 'the-key-of-alice' };
    const connection: Reachability = { kind: 'failed', cause: 'unknown', code: 'the-key-of-alice', milliseconds: 9 };
    const told = report({ versions: [secret], runs: [secret], origin: 'the-key-of-alice', connection });
    assert.doesNotMatch(told, /alice/);
  });
});
