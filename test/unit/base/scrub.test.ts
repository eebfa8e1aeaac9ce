import assert from 'node:assert/strict';
import fc from 'fast-check';
import { createIdSource } from '../../../src/base/ids';
import { scrub, type PrivateTexts } from '../../../src/base/scrub';
import { SecretFilter, withheld } from '../../../src/base/secretFilter';

const person: PrivateTexts = { home: '/home/alice', userName: 'alice', secrets: new SecretFilter(['gold-key']) };
const nobody: PrivateTexts = { home: null, userName: null, secrets: new SecretFilter([]) };

describe('scrubbing', () => {
  it('keeps what helps: codes, hosts that were named alone, ids of threads and runs', () => {
    const newId = createIdSource(
      () => 1_760_000_000_000,
      (bytes) => bytes.fill(7),
    );
    for (const text of [
      'GET /v1/tasks/runs: notTaken, getaddrinfo ENOTFOUND api.parallel.ai',
      'connect ECONNREFUSED 127.0.0.1:8080',
      'Run trun_0123456789abcdef0123456789abcdef accepted (core-fast)',
      `Threads could not be read. threads/${newId()}/${newId()}.jsonl EACCES`,
      'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
      'Proxy response (407) ?.== 200 when HTTP Tunneling',
    ]) {
      assert.equal(scrub(text, person), text);
    }
  });

  const examples: readonly (readonly [string, string])[] = [
    ['open /home/alice/notes/a.md', 'open ~/notes/a.md'],
    ['open /home/bob/notes/a.md', 'open ~/notes/a.md'],
    ['open C:\\Users\\Bob\\a.md', 'open C:~\\a.md'],
    ['at /mnt/alice/a', 'at /mnt/[user]/a'],
    ['get https://user:word@host/path?q=1#f now', 'get [address] now'],
    ['get user:word@host', 'get [address]'],
    ['to somebody@example.org', 'to [address]'],
    ['header Bearer abc', 'header Bearer [removed]'],
    ['x-api-key: abc def', 'x-api-key: [removed] def'],
    ['the gold-key itself', 'the [removed] itself'],
    ['a key 0123456789abcdefghijKLMN', 'a key [removed]'],
    ['two\nlines\u0000and\u200b more', 'two lines and more'],
  ];
  for (const [given, expected] of examples) {
    it(`makes ${JSON.stringify(expected)} of ${JSON.stringify(given)}`, () => {
      assert.equal(scrub(given, person), expected);
    });
  }

  it('takes the home folder out in every spelling', () => {
    const windows: PrivateTexts = {
      home: 'C:\\Folders\\Ann Smith',
      userName: 'Ann Smith',
      secrets: new SecretFilter([]),
    };
    for (const text of [
      'C:\\Folders\\Ann Smith\\a',
      'c:\\folders\\ann smith\\a',
      JSON.stringify('C:\\Folders\\Ann Smith\\a'),
      'C:/Folders/Ann Smith/a',
      'C:/Folders/Ann%20Smith/a',
      encodeURIComponent('C:/Folders/Ann Smith/a'),
    ]) {
      assert.doesNotMatch(scrub(text, windows), /ann|smith/i, text);
    }
  });

  // Letters and digits, so that it could stand anywhere, and nothing of the surroundings can make it up.
  const canary = fc.stringMatching(/^[a-z0-9]{4,8}$/).map((text) => `canary${text}Q7`);
  const around = fc.string({ maxLength: 40, unit: 'binary' });
  const places: readonly ((canary: string) => string)[] = [
    (text) => `https://${text}:password@host.example/a`,
    (text) => `https://name:${text}@host.example/a`,
    (text) => `http://${text}.example/`,
    (text) => `https://host.example/${text}`,
    (text) => `https://host.example/a?q=${text}`,
    (text) => `wss://host.example/a#${text}`,
    (text) => `file:///${text}/a.md`,
    (text) => `data:text/plain,${text}`,
    (text) => `name:${text}@proxy.example:8080`,
    (text) => `/home/${text}/a.md`,
    (text) => `C:\\Users\\${text}\\a.md`,
    (text) => `Bearer ${text}`,
    (text) => `"apiKey":"${text}"`,
    (text) => `token=${text}`,
    (text) => `${text}0123456789abcdef`,
  ];

  it('leaves no canary in any place where something private stands', () => {
    fc.assert(
      fc.property(canary, fc.constantFrom(...places), around, around, (text, place, before, after) => {
        // What stands before and after may touch it only where words may touch.
        const whole = `${before} ${place(text)} ${after}`;
        assert(!scrub(whole, nobody).includes(text), whole);
      }),
      { numRuns: 3_000 },
    );
  });

  it('leaves no known secret anywhere, however it is spelt and whatever it touches', () => {
    const secret = fc.string({ minLength: 4, maxLength: 30, unit: 'binary' }).filter((text) => text.trim().length >= 4);
    const spelt = [(text: string) => text, encodeURIComponent, (text: string) => JSON.stringify(text).slice(1, -1)];
    fc.assert(
      fc.property(secret, fc.constantFrom(...spelt), around, around, (text, spell, before, after) => {
        fc.pre(!/\p{Surrogate}/u.test(text) && !withheld.includes(text));
        const rest = new SecretFilter([text]).whole(`${before}${spell(text)}${after}`);
        assert(!rest.replaceAll(withheld, '\u0000').includes(text));
      }),
      { numRuns: 3_000 },
    );
  }).timeout(300_000);

  it('is short and quick whatever it gets', () => {
    const hostile = ['a', '@', '/', '//home/', 'a-', 'key', 'key=', ' ', '://', '\u200b', 'Basic ', '%2F', '\\'];
    for (const piece of hostile) {
      const startedAt = performance.now();
      assert(scrub(piece.repeat(200_000), person).length <= 8_100, piece);
      assert(performance.now() - startedAt < 1_000, piece);
    }
  });
});
