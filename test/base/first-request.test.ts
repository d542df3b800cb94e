import assert from 'node:assert/strict';
import {once} from 'node:events';
import {createServer, get} from 'node:http';
import type {AddressInfo} from 'node:net';
import test from 'node:test';
import {onFirstRequest} from '../../source/base/first-request.js';

test('the first request is told before its answer is there, once, and not when it was given up', async t => {
  const server = createServer((_, response) => response.end('answer'));
  t.after(() => server.close());
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const {port} = server.address() as AddressInfo;
  const log: string[] = [];
  const ask = async () => {
    const [response] = await once(get({port, host: '127.0.0.1', agent: false}), 'response');
    log.push('answer');
    response.resume();
    await once(response, 'end');
  };
  onFirstRequest(() => log.push('told'));
  onFirstRequest(() => log.push('told after all'))();
  await ask();
  await ask();
  assert.deepEqual(log, ['told', 'answer', 'answer']);
});
