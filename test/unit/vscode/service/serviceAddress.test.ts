import assert from 'node:assert/strict';
import fc from 'fast-check';
import { localizeWith } from '../../../../src/base/localize';
import { readServiceAddress } from '../../../../src/vscode/service/serviceAddress';

const read = (written: unknown): ReturnType<typeof readServiceAddress> =>
  readServiceAddress(written, localizeWith({}), 'researchThreads.apiBaseUrl');

const reason = (written: unknown): string => {
  const address = read(written);
  assert(!address.ok, JSON.stringify(written));
  return address.failure;
};

describe('The address that questions go to', () => {
  it('is https, or http on this computer, with a path where a gateway has one', () => {
    const good: Readonly<Record<string, string>> = {
      'https://api.parallel.ai': 'https://api.parallel.ai',
      'https://api.parallel.ai/': 'https://api.parallel.ai',
      'HTTPS://Gateway.Example:8443/parallel//': 'https://gateway.example:8443/parallel',
      'http://127.0.0.1:8787': 'http://127.0.0.1:8787',
      'http://localhost:8787/': 'http://localhost:8787',
      'http://[::1]:8787': 'http://[::1]:8787',
    };
    for (const [written, baseUrl] of Object.entries(good)) {
      const address = read(written);
      assert(address.ok, written);
      assert.equal(address.value.baseUrl, baseUrl);
      assert.equal(address.value.origin, new URL(baseUrl).origin);
    }
  });

  it('is nowhere when what was written cannot be used, and the reason is told', () => {
    const bad: readonly (readonly [unknown, RegExp])[] = [
      ['http://gateway.example', /must start with https:\/\/\. Only a server on this computer/],
      ['http://localhost.evil.example', /Only a server on this computer/],
      ['http://127.0.0.1.evil.example', /Only a server on this computer/],
      ['ftp://api.parallel.ai', /must start with https/],
      ['file:///etc/passwd', /must start with https/],
      ['javascript:alert(1)', /must start with https/],
      ['api.parallel.ai:443', /must start with https/],
      ['api.parallel.ai', /isn’t a URL/],
      ['https//api.parallel.ai', /isn’t a URL/],
      ['https://', /isn’t a URL/],
      ['', /isn’t a URL/],
      ['https://me@api.parallel.ai', /user name or a password/],
      ['https://api.parallel.ai:pass@evil.example', /user name or a password/],
      ['https://:secret@api.parallel.ai', /user name or a password/],
      ['https://api.parallel.ai?x=1', /query or a fragment/],
      ['https://api.parallel.ai/?', /query or a fragment/],
      ['https://api.parallel.ai/#', /query or a fragment/],
      ...[null, undefined, 42, true, {}, ['https://api.parallel.ai']].map((value) => [value, /isn’t a URL/] as const),
    ];
    for (const [written, expected] of bad) assert.match(reason(written), expected, JSON.stringify(written));
  });

  it('is quoted in no reason, since it may hold a password', () => {
    assert.doesNotMatch(reason('https://me:hunter2@api.parallel.ai'), /hunter2/);
    assert.doesNotMatch(reason('http://gateway.example/?token=hunter2'), /hunter2/);
  });

  it('never stands for an address that was not written', () => {
    const scheme = fc.constantFrom('https://', 'http://', 'ftp://', 'https:', '//', '', 'HTTP://', ' https://');
    const user = fc.constantFrom('', '', 'me@', 'me:secret@', ':@', '@');
    const host = fc.constantFrom('api.parallel.ai', 'localhost', '127.0.0.1', '[::1]', '0.0.0.0', 'gateway', '');
    const rest = fc.oneof(
      fc.constantFrom('', '/', '/v1', ':8080', '?', '?a=b', '#', '#f', '\\@evil.example'),
      fc.string(),
    );
    const addresses = fc.oneof(
      fc.tuple(scheme, user, host, rest).map((parts) => parts.join('')),
      fc.webUrl({ withQueryParameters: true, withFragments: true }),
      fc.jsonValue(),
    );
    fc.assert(
      fc.property(addresses, (written) => {
        const address = read(written);
        if (!address.ok) return;
        assert(typeof written === 'string');
        const [from, to] = [new URL(written), new URL(address.value.baseUrl)];
        assert.equal(to.origin, from.origin);
        assert.equal(`${to.username}${to.password}${to.search}${to.hash}`, '');
        assert(to.protocol === 'https:' || ['localhost', '127.0.0.1', '[::1]'].includes(to.hostname));
        assert.equal(`${from.username}${from.password}${from.search}${from.hash}`, '');
      }),
      { numRuns: 5_000 },
    );
  });
});
