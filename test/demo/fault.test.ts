import assert from 'node:assert/strict';
import type {TestContext} from 'node:test';
import test from 'node:test';
import {fixedScenario} from '../../source/demo/demo-task.js';
import type {Fault} from '../../source/demo/endpoint/fault.js';
import {demoTasks, endpointFor, queryFor} from '../helpers/demo-endpoint.js';
import {keptPort} from '../helpers/kept-port.js';

async function askWith(t: TestContext, fault: Fault | undefined, signal?: AbortSignal) {
  const {url} = await endpointFor(t, {
    scenario: fixedScenario(demoTasks(3)),
    intercept: () => fault,
  });
  return fetch(url, {method: 'POST', body: queryFor(), signal});
}

test('error: the code with its status, and a message of the test', async t => {
  const response = await askWith(t, {type: 'error', code: 'ExpiredToken', message: 'a < b'});
  assert.equal(response.status, 400);
  assert.match(await response.text(), /<Code>ExpiredToken<\/Code><Message>a &lt; b<\/Message>/);
});

test('rewrite: any status, headers and body', async t => {
  const response = await askWith(t, {
    type: 'rewrite',
    rewrite: ({body}) => ({
      status: 502,
      headers: {'content-type': 'text/html'},
      body: String(body).slice(0, 20),
    }),
  });
  assert.equal(response.status, 502);
  assert.equal(response.headers.get('content-type'), 'text/html');
  assert.equal(await response.text(), '<?xml version="1.0" ');
});

test('delay and drip: the honest answer in the end', async t => {
  const faults: Fault[] = [
    {type: 'delay', ms: 5},
    {type: 'drip', bytes: 400, everyMs: 1},
  ];
  for (const fault of faults) {
    const response = await askWith(t, fault);
    assert.equal((await response.text()).match(/<item>/g)?.length, 3);
  }
});

test('reset: the connection is cut, at the start or in the body', async t => {
  await assert.rejects(askWith(t, {type: 'reset', at: 'start'}), {name: 'TypeError'});
  const response = await askWith(t, {type: 'reset', at: 'body'});
  assert.equal(response.status, 200);
  await assert.rejects(response.text());
});

test('hang: headers come when they should, the rest never does', async t => {
  const atStart = new AbortController();
  const first = askWith(t, {type: 'hang', at: 'start'}, atStart.signal);
  for (const at of ['headers', 'body'] as const) {
    const controller = new AbortController();
    const response = await askWith(t, {type: 'hang', at}, controller.signal);
    assert.equal(response.status, 200);
    const body = response.text();
    controller.abort();
    await assert.rejects(body, {name: 'AbortError'});
  }

  atStart.abort();
  await assert.rejects(first, {name: 'AbortError'});
});

test('an intercept sees the request, can hold it back, and chooses by it', async t => {
  const seen: [number, string, string | null][] = [];
  let release = () => {};
  const held = new Promise<undefined>(resolve => {
    release = () => resolve(undefined);
  });
  const {url} = await endpointFor(t, {
    scenario: fixedScenario(demoTasks(3)),
    intercept({index, client, params}) {
      seen.push([index, client, params.get('MaxResults')]);
      release();
      return index === 0 ? held : {type: 'error', code: 'Unavailable'};
    },
  });
  const ask = (MaxResults: string) => fetch(url, {method: 'POST', body: queryFor({MaxResults})});
  assert.equal((await ask('1')).status, 200);
  assert.equal((await ask('2')).status, 503);
  assert.deepEqual(seen, [
    [0, 'anonymous', '1'],
    [1, 'anonymous', '2'],
  ]);
});

test('an intercept that throws says so in the answer', async t => {
  const {url} = await endpointFor(t, {
    scenario: fixedScenario([]),
    intercept() {
      throw new Error('a slip in the test');
    },
  });
  const response = await fetch(url, {method: 'POST', body: queryFor()});
  assert.equal(response.status, 500);
  assert.match(await response.text(), /InternalError.*a slip in the test/);
});

test('close ends requests that hang and frees the port', async t => {
  const endpoint = await endpointFor(t, {
    scenario: fixedScenario([]),
    port: await keptPort(),
    intercept: () => ({type: 'hang', at: 'headers'}),
  });
  const response = await fetch(endpoint.url, {method: 'POST', body: queryFor()});
  const body = response.text();
  await Promise.all([assert.rejects(body), endpoint.close()]);
  await assert.rejects(fetch(endpoint.url));
  await endpointFor(t, {scenario: fixedScenario([]), port: endpoint.port});
});
