import { createServer, type IncomingMessage, type Server } from 'node:http';
import { connect, type AddressInfo, type Server as NetServer, type Socket } from 'node:net';
import { createServer as createTlsServer } from 'node:tls';
import type { Certificate } from './certificates';

/** A server that is listening on 127.0.0.1. */
export interface Listening {
  readonly port: number;
  stop(): Promise<void>;
}

/**
 * Speaks TLS for a server that does not, as what stands before a service does.
 * @param plainPort where that server listens, asked for with each connection
 */
export function startTls({ certificate, key }: Certificate, plainPort: () => number): Promise<Listening> {
  const server = createTlsServer({ cert: certificate, key }, (secure) =>
    join(secure, connect(plainPort(), '127.0.0.1')),
  );
  // A client that does not trust the certificate ends the connection; that is its right.
  server.on('tlsClientError', () => undefined);
  return listen(server);
}

/** What a proxy was asked for. */
export interface ProxyRequest {
  readonly method: string;
  /** `api.example.test:443`, or a whole address where no tunnel was asked for. */
  readonly target: string;
  readonly allowed: boolean;
}

export interface Proxy extends Listening {
  readonly requests: readonly ProxyRequest[];
  /** All bytes that went through its tunnels, either way. */
  seen(): Buffer;
  /** Breaks all tunnels and every new connection, until `comeBack`. */
  goAway(): void;
  comeBack(): void;
}

export interface ProxyOptions {
  /** `name:password` */
  readonly credentials: string;
  /** The one name that it knows, whatever other names there are: no name is looked up. */
  readonly host: string;
  /** Where on 127.0.0.1 the port 443 of that host is. */
  readonly port: number;
}

const refusal = { 'Proxy-Authenticate': 'Basic realm="proxy"', Connection: 'close', 'Content-Length': '0' };

/** A proxy that opens tunnels for those who know its password (Basic, RFC 7617), and answers 407 to all others. */
export async function startProxy({ credentials, host, port }: ProxyOptions): Promise<Proxy> {
  const requests: ProxyRequest[] = [];
  const chunks: Buffer[] = [];
  const expected = `Basic ${Buffer.from(credentials).toString('base64')}`;
  const admits = (request: IncomingMessage): boolean => {
    const allowed = request.headers['proxy-authorization'] === expected;
    requests.push({ method: request.method ?? '', target: request.url ?? '', allowed });
    return allowed;
  };
  const server = createServer((request, response) => response.writeHead(admits(request) ? 501 : 407, refusal).end());
  server.on('connect', (request: IncomingMessage, client: Socket) => {
    client.on('error', () => client.destroy());
    if (!admits(request)) client.end(headOf(407, 'Proxy Authentication Required', refusal));
    else if (request.url !== `${host}:443`) client.end(headOf(502, 'Bad Gateway', {}));
    else {
      const target = connect(port, '127.0.0.1');
      target.on('error', () => client.destroy());
      target.once('connect', () => {
        client.write(headOf(200, 'Connection Established', {}));
        join(client, target);
        for (const socket of [client, target]) socket.on('data', (chunk: Buffer) => chunks.push(chunk));
      });
    }
  });
  const sockets = new Set<Socket>();
  let away = false;
  server.prependListener('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
    if (away) socket.resetAndDestroy();
  });
  return {
    ...(await listen(server)),
    requests,
    seen: () => Buffer.concat(chunks),
    goAway() {
      away = true;
      for (const socket of sockets) socket.resetAndDestroy();
    },
    comeBack() {
      away = false;
    },
  };
}

/** An answer without a body. */
function headOf(status: number, phrase: string, headers: Readonly<Record<string, string>>): string {
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  return `HTTP/1.1 ${status} ${phrase}\r\n${lines.join('')}\r\n`;
}

function join(one: Socket, other: Socket): void {
  for (const socket of [one, other]) {
    socket.on('error', () => socket.destroy());
    socket.once('close', () => (socket === one ? other : one).destroy());
  }
  one.pipe(other).pipe(one);
}

async function listen(server: Server | NetServer): Promise<Listening> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}
