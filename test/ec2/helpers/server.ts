import http from 'node:http';
import https from 'node:https';
import type {AddressInfo} from 'node:net';
import type {TestContext} from 'node:test';

export type Received = {
  readonly method: string;
  readonly url: string;
  readonly headers: http.IncomingHttpHeaders;
  readonly body: string;
};

export type Reply = {
  readonly status?: number;
  readonly body?: string;
  readonly headers?: Record<string, string>;

  /** Sends headers and body, and leaves the answer open. */
  readonly hangs?: boolean;
};

export type TestServer = {
  readonly url: string;
  readonly port: number;
  readonly requests: Received[];
  reply: (request: Received, response: http.ServerResponse) => Reply | undefined;
};

/** A server on loopback that answers what `reply` says and keeps what it received; gone after the test. */
export async function startServer(
  t: TestContext,
  reply: TestServer['reply'],
  tls?: {readonly key: string; readonly cert: string},
): Promise<TestServer> {
  const listener: http.RequestListener = (request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', chunk => chunks.push(chunk));
    request.on('end', () => {
      const received: Received = {
        method: request.method ?? '',
        url: request.url ?? '',
        headers: request.headers,
        body: Buffer.concat(chunks).toString(),
      };
      testServer.requests.push(received);
      const answer = testServer.reply(received, response);
      if (!answer) {
        return;
      }

      response.writeHead(answer.status ?? 200, answer.headers);
      response.write(answer.body ?? '');
      if (!answer.hangs) {
        response.end();
      }
    });
  };
  const server = tls ? https.createServer(tls, listener) : http.createServer(listener);
  // For ever: a test that counts connections, or requests, must not see one that was let go of while the machine stood still.
  server.keepAliveTimeout = 0;
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const {port} = server.address() as AddressInfo;
  const testServer: TestServer = {
    url: `${tls ? 'https' : 'http'}://127.0.0.1:${port}`,
    port,
    requests: [],
    reply,
  };
  t.after(() => {
    server.closeAllConnections();
    server.close();
  });
  return testServer;
}
