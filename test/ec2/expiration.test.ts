import assert from 'node:assert/strict';
import test from 'node:test';
import {readExpiration} from '../../source/ec2/credentials/expiration.js';

const TIME = Date.parse('2026-11-27T16:50:03Z');

test('an end is read in each spelling that the aws command takes from those who write one', () => {
  for (const text of [
    '2026-11-27T16:50:03Z',
    '2026-11-27t16:50:03z',
    ' 2026-11-27T16:50:03UTC ',
    '2026-11-27 16:50:03 UTC',
    '2026-11-27 16:50:03+00:00',
    '2026-11-27 16:50:03 +0000',
    '2026-11-27T18:50:03+0200',
    '2026-11-27T18:50:03+02',
    '2026-11-27T18:50:03 +02',
    '2026-11-27 11:50:03-05',
    '2026-11-27T16:50:03 Z',
    '2026-11-27T16:50:03.000Z',
    '2026-11-27T16:50:03,000Z',
    '2026-11-27T16:50:03.000000000+00',
    '20261127T165003Z',
    '20261127T185003+0200',
    '20261127T185003+02',
    '20261127T165003.0Z',
    '20261127 165003Z',
    'Fri Nov 27 16:50:03 UTC 2026',
    'Fri Nov 27 04:50:03 PM UTC 2026',
    'Fri, 27 Nov 2026 16:50:03 GMT',
    'Fri, 27 Nov 2026 11:50:03 -0500',
  ]) {
    assert.equal(readExpiration(text)?.getTime(), TIME, text);
  }
});

test('what has no zone, or is no time, is no end', () => {
  for (const text of [
    '',
    'soon',
    'Z',
    '1795798203',
    '2026-11-27',
    '2026-11-27T16:50:03',
    '20261127T165003',
    '2026-11-27T16:50:03 EST',
    'Fri Nov 27 16:50:03 2026',
    'Fri Nov 27 16:50:03 CET 2026',
    '2026-11-27T16:50:03+02:00:00',
  ]) {
    assert.equal(readExpiration(text), undefined, text);
  }
});
