import assert from 'node:assert/strict';
import {type ClientRequest, createServer, request, type ServerResponse} from 'node:http';
import type {AddressInfo} from 'node:net';
import test, {type TestContext} from 'node:test';
import {startPolling} from '../../source/cli/modes/first-request.js';
import type {StoreSnapshot, TaskStore} from '../../source/poll/snapshot.js';
import {A_SOURCE, aSnapshot} from '../helpers/fake-store.js';

/** A server whose answers are given by hand, and a store that asks it once when it is polled and tells when it has read the whole answer. */
async function askingStore(t: TestContext) {
  const asked = Promise.withResolvers<ServerResponse>();
  const server = createServer((_, response) => asked.resolve(response));
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  t.after(() => {
    server.closeAllConnections();
    server.close();
  });
  const {port} = server.address() as AddressInfo;
  const begun = Promise.withResolvers<void>();
  let snapshot: StoreSnapshot = aSnapshot({sources: [{...A_SOURCE, status: 'pending'}]});
  let sent: ClientRequest | undefined;
  const store = {
    getSnapshot: () => snapshot,
    subscribe(listener: () => void) {
      sent = request({port, host: '127.0.0.1', agent: false}, answer => {
        begun.resolve();
        answer.resume().once('end', () => {
          snapshot = aSnapshot({sources: [{...A_SOURCE, status: 'ready'}]});
          listener();
        });
      });
      sent.on('error', () => {});
      sent.end();
      return () => sent?.destroy();
    },
  } as unknown as TaskStore;
  return {store, asked: asked.promise, begun: begun.promise, request: () => sent};
}

/** Nothing here ends by a limit: what takes that long has failed. */
const LONG = {start: 60_000, send: 60_000, answer: 60_000, read: 60_000};

test('a request counts as sent when the operating system has it', async t => {
  const {store, request: sent} = await askingStore(t);
  const first = startPolling(store, LONG);
  t.after(first.stop);
  assert.equal(sent()?.writableFinished, false);
  await first.sent();
  assert.equal(sent()?.writableFinished, true);
});

test('a store that asks nothing keeps nobody waiting', async t => {
  const silent = {
    getSnapshot: () => aSnapshot({sources: [{...A_SOURCE, status: 'pending'}]}),
    subscribe: () => () => {},
  } as unknown as TaskStore;
  const first = startPolling(silent, {...LONG, start: 1, answer: 1});
  t.after(first.stop);
  await first.sent();
  await first.read();
});

test('an answer that does not begin is not waited for', async t => {
  const {store, asked} = await askingStore(t);
  const first = startPolling(store, {...LONG, answer: 1});
  t.after(first.stop);
  await asked;
  await first.read();
  assert.equal(store.getSnapshot().sources[0]?.status, 'pending');
});

test('an answer that has begun is read before the first frame', async t => {
  const {store, asked, begun} = await askingStore(t);
  const first = startPolling(store, LONG);
  t.after(first.stop);
  const response = await asked;
  response.write('<half>');
  await begun;
  const read = first.read();
  response.end('</half>');
  await read;
  assert.equal(store.getSnapshot().sources[0]?.status, 'ready');
});
