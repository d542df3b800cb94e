import assert from 'node:assert/strict';
import test from 'node:test';
import {fixedScenario} from '../../source/demo/demo-task.js';
import {awsDescribe, skipWithoutAws} from '../helpers/aws-command.js';
import {endpointFor} from '../helpers/demo-endpoint.js';
import {runAmiwatch} from '../helpers/run-amiwatch.js';
import {IDS, idsIn, TASKS} from './filter-tasks.js';

test('the aws command gets from the endpoint what amiwatch selects itself', {
  skip: skipWithoutAws,
}, async t => {
  const endpoint = await endpointFor(t, {scenario: fixedScenario(TASKS)});
  for (const value of ['a?b', 'ab?', String.raw`a\*b`, '*b', String.raw`a\\b`]) {
    const argv = ['--filters', JSON.stringify([{Name: 'bucket', Values: [value]}])];
    const aws = await awsDescribe(argv, {endpoint: endpoint.url});
    const own = await runAmiwatch([
      '--once',
      '--endpoint-url',
      endpoint.url,
      ...argv,
      '--image-ids',
      ...IDS,
    ]);
    assert.deepEqual(new Set(idsIn(own.stdout)), new Set(idsIn(aws.stdout)), value);
    assert.ok(idsIn(own.stdout).length > 0, value);
  }
});
