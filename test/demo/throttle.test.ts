import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import {fixedScenario} from '../../source/demo/demo-task.js';
import {ACCOUNT_THROTTLE, createThrottle} from '../../source/demo/endpoint/throttle.js';
import {demoTasks, endpointFor, NOW, queryFor} from '../helpers/demo-endpoint.js';

test('a full bucket answers a burst of its capacity, then its refill', () => {
  const throttle = createThrottle(ACCOUNT_THROTTLE);
  const burst = Array.from({length: 60}, () => throttle.take(NOW));
  assert.equal(burst.filter(Boolean).length, 50);
  assert.equal(throttle.take(NOW + 1999), false);
  assert.equal(throttle.take(NOW + 2000), true);
  assert.equal(throttle.take(NOW + 2000), false);
});

test('it never holds more than its capacity, and a clock that goes back fills nothing', () => {
  const throttle = createThrottle({capacity: 2, refillPerSecond: 1});
  assert.equal(throttle.take(NOW), true);
  const late = NOW + 3_600_000;
  assert.deepEqual(
    [late, late, late].map(at => throttle.take(at)),
    [true, true, false],
  );
  assert.deepEqual(
    [NOW, late].map(at => throttle.take(at)),
    [false, false],
  );
});

test('no sequence of requests gets more than capacity and refill', () => {
  fc.assert(
    fc.property(fc.array(fc.nat({max: 5000}), {minLength: 1, maxLength: 300}), waits => {
      const throttle = createThrottle({capacity: 5, refillPerSecond: 0.5});
      let elapsed = 0;
      let taken = 0;
      for (const wait of waits) {
        elapsed += wait;
        taken += throttle.take(NOW + elapsed) ? 1 : 0;
        assert.ok(taken <= 5 + elapsed / 2000 + 1e-6);
      }
    }),
  );
});

test('all clients share the budget, and each is counted', async t => {
  const {url, requests} = await endpointFor(t, {
    scenario: fixedScenario(demoTasks(1)),
    throttle: {capacity: 3, refillPerSecond: 0},
  });
  const askAs = async (keyId: string) => {
    const authorization = `AWS4-HMAC-SHA256 Credential=${keyId}/20260615/us-east-1/ec2/aws4_request, SignedHeaders=host, Signature=0`;
    const response = await fetch(url, {
      method: 'POST',
      headers: {authorization},
      body: queryFor(),
    });
    return response.status;
  };

  assert.deepEqual(
    [
      await askAs('AKIAONE'),
      await askAs('AKIATWO'),
      await askAs('AKIATWO'),
      await askAs('AKIAONE'),
    ],
    [200, 200, 200, 503],
  );
  assert.deepEqual(requests.total(), {requests: 4, throttled: 1});
  assert.deepEqual(
    [...requests.byClient()],
    [
      ['AKIAONE', {requests: 2, throttled: 1}],
      ['AKIATWO', {requests: 2, throttled: 0}],
    ],
  );
  assert.deepEqual(
    requests.entries().map(entry => entry.code),
    [undefined, undefined, undefined, 'RequestLimitExceeded'],
  );
});
