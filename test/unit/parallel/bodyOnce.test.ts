import assert from 'node:assert/strict';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { BodyOnce } from '../../../src/parallel/bodyOnce';
import { FakeClock } from '../fakeClock';
import { apiFor, goOn, question } from './fixtures';

describe('parallel: a body that is sent once', () => {
  it('is given to the first who reads it, and its size is known before', async () => {
    const body = new BodyOnce('{"input":"Oslo – ☃"}');
    assert.equal(body.byteLength, 24);
    assert.equal(await new Response(body.stream).text(), '{"input":"Oslo – ☃"}');
    assert.equal(body.withdraw(), false);
  });

  it('is not given to anybody after it was withdrawn', async () => {
    const body = new BodyOnce('{}');
    assert.equal(body.withdraw(), true);
    assert.equal(body.withdraw(), true);
    await assert.rejects(new Response(body.stream).text(), /given up/);
  });

  it('is not read ahead by a request that waits for its connection', async () => {
    const body = new BodyOnce('{}');
    const request = new Request('https://api.example.test/', withDuplex({ method: 'POST', body: body.stream }));
    await new Promise(setImmediate);
    assert.ok(request.body);
    assert.equal(body.withdraw(), true);
  });
});

/** What a server may do while TLS is being agreed on: before that, no word of the question has left. */
const handshakes: readonly (readonly [string, (socket: Socket) => void])[] = [
  ['closes the connection', (socket) => socket.end()],
  ['resets the connection', (socket) => socket.resetAndDestroy()],
  ['says something that is no TLS', (socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n')],
];

describe('parallel: a question that never left', () => {
  let server: Server;
  let sockets: Set<Socket>;
  let onHello: (socket: Socket) => void;

  beforeEach(async () => {
    sockets = new Set();
    server = createServer((socket) => {
      sockets.add(socket);
      socket.on('error', () => undefined);
      socket.once('data', () => onHello(socket));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  });

  afterEach(async () => {
    for (const socket of sockets) socket.destroy();
    await new Promise((resolve) => server.close(resolve));
  });

  const url = (): string => `https://127.0.0.1:${(server.address() as AddressInfo).port}`;

  for (const [name, act] of handshakes) {
    it(`is refused for certain when the server ${name} before TLS stands`, async () => {
      onHello = act;
      const outcome = await apiFor(url()).create(question, goOn());
      assert.ok(!outcome.ok && outcome.failure.kind === 'refused');
      assert.equal(outcome.failure.failure.reason, 'unreachable');
    });
  }

  it('is refused for certain when the way to the server never opens', async () => {
    const clock = new FakeClock();
    const greeted = new Promise<void>((resolve) => {
      onHello = () => resolve();
    });
    const outcome = apiFor(url(), { clock }).create(question, goOn());
    await greeted;
    await clock.advance(60_000);
    const result = await outcome;
    assert.ok(!result.ok && result.failure.kind === 'refused');
    const { reason, detail } = result.failure.failure;
    assert.deepEqual([reason, detail], ['unreachable', 'No complete answer within 60 seconds.']);
  });
});

/** Node wants to be told that the answer comes after the body; the types of the platform do not know it. */
function withDuplex(init: RequestInit): RequestInit {
  const known: RequestInit & { duplex: 'half' } = { ...init, duplex: 'half' };
  return known;
}
