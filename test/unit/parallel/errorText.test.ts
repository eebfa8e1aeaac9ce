import assert from 'node:assert/strict';
import fc from 'fast-check';
import { Outgoing } from '../../../src/parallel/outgoing';
import { cleanText, readErrorText } from '../../../src/parallel/errorText';

describe('parallel: what an error answer says', () => {
  const known: readonly [string, string, string | null, string | null][] = [
    ['the API’s envelope', '{"type":"error","error":{"ref_id":"r1","message":"No credit"}}', 'No credit', 'r1'],
    ['an envelope with a detail', '{"error":{"message":"No","ref_id":"r","detail":{"a":1}}}', 'No', 'r'],
    [
      'an envelope without an id',
      '{"error":{"message":"Bad","type":"invalid_request_error","param":null}}',
      'Bad',
      null,
    ],
    ['an envelope without words', '{"error":{"ref_id":"r2","message":""}}', null, 'r2'],
    [
      'a validation report',
      '{"detail":[{"loc":["body","task_spec",0],"msg":"Field required","type":"missing"},{"msg":"No"}]}',
      'task_spec.0: Field required; No',
      null,
    ],
    ['a plain detail', '{"detail":"Not Found"}', 'Not Found', null],
    ['a plain message', '{"message":"Forbidden"}', 'Forbidden', null],
    ['some other JSON', '{"a":1}', null, null],
    ['JSON that is no object', '[1]', null, null],
    [
      'a page with a title',
      '<html><head><title>502 Bad Gateway</title></head><body>x</body></html>',
      '502 Bad Gateway',
      null,
    ],
    ['a page without', '<style>a{}</style><h1>Blocked</h1><script>x()</script> by policy', 'Blocked by policy', null],
    ['plain text', '  upstream\r\nconnect   error ', 'upstream connect error', null],
    ['nothing', '', null, null],
  ];
  for (const [name, body, message, reference] of known) {
    it(`reads ${name}`, () => {
      assert.deepEqual(readErrorText(body), { message, reference });
    });
  }

  it('is cut on its way out of the adapter, once the key is out of it', () => {
    const outgoing = new Outgoing();
    for (const body of [JSON.stringify({ message: 'a'.repeat(100_000) }), 'a'.repeat(100_000)]) {
      assert.equal(outgoing.line(readErrorText(body).message)?.length, 500);
    }
  });

  it('takes out what is not seen and what turns text around', () => {
    assert.equal(cleanText('a\u0000b\u001b[31mc\u202ed\u2066e\u200bf\u00adg\u2028h'), 'a b [31mcdefg h');
  });

  it('never throws, and never lets much out, whatever the body is', () => {
    const bodies = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.json(),
      fc.string().map((text) => `<title${text}`),
    );
    fc.assert(
      fc.property(bodies, (body) => {
        const { message, reference } = readErrorText(body);
        const outgoing = new Outgoing();
        assert.ok([message, reference].every((text) => (outgoing.line(text)?.length ?? 0) <= 500));
      }),
    );
  }).timeout(20_000);
});
