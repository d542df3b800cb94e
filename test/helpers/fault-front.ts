import net, {type Socket} from 'node:net';
import type {TestContext} from 'node:test';
import tls from 'node:tls';
import type {FaultCertificate} from './fault-certificate.js';
import {keptPort} from './kept-port.js';

/** What a new connection meets: the server behind, something that speaks no HTTP, nobody who says anything, or a cut (with TLS in the middle of the handshake). */
export type FrontMode = 'through' | 'garbage' | 'silent' | 'cut';

/** Stands before a server and passes everything on, byte for byte, until a test lets it do otherwise. */
export type FaultFront = {
  readonly port: number;

  /** `http://127.0.0.1:PORT`, or https. */
  readonly url: string;

  /** The heads of the requests that came, oldest first: request line and headers. */
  readonly heads: readonly string[];

  /** Answers a request itself, with a whole HTTP answer, instead of passing it on. */
  answer: ((head: string) => string | undefined) | undefined;

  /** How many requests it has answered itself. */
  readonly answered: () => number;
  readonly setMode: (mode: FrontMode) => void;

  /** TLS only: what it shows from now on; present connections are cut. */
  readonly setCertificate: (certificate: FaultCertificate) => void;

  /** Cuts what is connected. */
  readonly cut: () => void;

  /** Refuses connections from now on, and cuts those there are. */
  readonly refuse: () => Promise<void>;

  /** Takes them again, at the same port. */
  readonly accept: () => Promise<void>;
};

/**
Starts a front before a port on loopback; gone after the test.
@param certificate Makes it a TLS server; what is behind gets plain HTTP.
*/
export async function startFront(
  t: TestContext,
  targetPort: number,
  certificate?: FaultCertificate,
): Promise<FaultFront> {
  const sockets = new Set<Socket>();
  const heads: string[] = [];
  let mode: FrontMode = 'through';
  let answered = 0;

  const keep = (socket: Socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    // A connection that ends badly is the purpose of all this.
    socket.on('error', () => {});
  };

  const passOn = (client: Socket) => {
    keep(client);
    if (mode === 'silent') {
      return;
    }

    if (mode !== 'through') {
      client.end(mode === 'garbage' ? 'SSH-2.0-OpenSSH_9.6\r\n' : '');
      return;
    }

    const server = net.connect(targetPort, '127.0.0.1');
    keep(server);
    server.on('data', chunk => client.write(chunk));
    server.on('close', () => client.destroySoon());
    server.on('error', () => resetOf(client));
    client.on('close', () => server.destroy());
    client.on('data', (chunk: Buffer) => {
      const [head = ''] = chunk.toString('latin1').split('\r\n\r\n');
      const isHead = /^[A-Z]+ \S+ HTTP\//.test(head);
      if (isHead) {
        heads.push(head);
      }

      const answer = isHead ? front.answer?.(head) : undefined;
      if (answer === undefined) {
        server.write(chunk);
      } else {
        answered++;
        client.end(answer);
      }
    });
  };

  const onRaw = (socket: Socket) => {
    keep(socket);
    if (certificate && mode === 'cut') {
      socket.once('data', () => socket.destroy());
    }
  };

  const server = certificate
    ? tls.createServer({...certificate}, passOn).on('tlsClientError', () => {})
    : net.createServer(passOn);
  server.on('connection', onRaw);
  const listen = (port: number) =>
    new Promise<void>(resolve => {
      server.listen(port, '127.0.0.1', resolve);
    });
  const cut = () => {
    for (const socket of sockets) {
      socket.destroy();
    }
  };

  const refuse = () =>
    new Promise<void>(resolve => {
      // Its only error is "not running": refusing twice is no harm.
      server.close(() => resolve());
      cut();
    });
  const port = await keptPort();
  await listen(port);
  t.after(refuse);
  const front: FaultFront = {
    port,
    url: `${certificate ? 'https' : 'http'}://127.0.0.1:${port}`,
    heads,
    answer: undefined,
    answered: () => answered,
    setMode(next) {
      mode = next;
      cut();
    },
    setCertificate(next) {
      (server as tls.Server).setSecureContext({...next});
      cut();
    },
    cut,
    refuse,
    accept: () => listen(port),
  };
  return front;
}

function resetOf(client: Socket): void {
  if (client instanceof tls.TLSSocket) {
    client.destroy();
  } else {
    client.resetAndDestroy();
  }
}

/** A whole HTTP answer; the connection ends with it. */
export function rawHttp(status: string, body: string, headers: readonly string[] = []): string {
  return [
    `HTTP/1.1 ${status}`,
    ...headers,
    `content-length: ${Buffer.byteLength(body)}`,
    'connection: close',
    '',
    body,
  ].join('\r\n');
}
