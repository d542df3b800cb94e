import assert from 'node:assert/strict';
import test from 'node:test';
import {fixedScenario} from '../../source/demo/demo-task.js';
import type {Fault} from '../../source/demo/endpoint/fault.js';
import {awsPython, startAwsAnswers} from '../helpers/aws-answers.js';
import {endpointFor} from '../helpers/demo-endpoint.js';
import {AMIWATCH_ENV, runAmiwatch} from '../helpers/run-amiwatch.js';

/** An answer that tells of an error of this code with this status. */
function refusal(status: number, code: string): Fault {
  const body = `<Response><Errors><Error><Code>${code}</Code><Message>No.</Message></Error></Errors><RequestID>r</RequestID></Response>`;
  return {type: 'rewrite', rewrite: honest => ({...honest, status, body})};
}

const FAULTS: Readonly<Record<string, Fault>> = {
  Unavailable: {type: 'error', code: 'Unavailable'},
  InternalError: {type: 'error', code: 'InternalError'},
  RequestLimitExceeded: {type: 'error', code: 'RequestLimitExceeded'},
  UnauthorizedOperation: {type: 'error', code: 'UnauthorizedOperation'},
  'a connection that is cut before the answer': {type: 'reset', at: 'start'},
  'a connection that is cut within the answer': {type: 'reset', at: 'body'},
  '502 of a proxy': refusal(502, 'BadGateway'),
  '504 of a proxy': refusal(504, 'GatewayTimeout'),
  '501': refusal(501, 'NotImplemented'),
  '400 Throttling': refusal(400, 'Throttling'),
  '400 ThrottlingException': refusal(400, 'ThrottlingException'),
  '503 EC2ThrottledException': refusal(503, 'EC2ThrottledException'),
  '400 RequestExpired': refusal(400, 'RequestExpired'),
  '404': refusal(404, 'NotFound'),
};

const SETTINGS: readonly (readonly [env: Readonly<Record<string, string>>, majors: (1 | 2)[]])[] = [
  [{AWS_MAX_ATTEMPTS: '2'}, [1, 2]],
  [{AWS_MAX_ATTEMPTS: '2', AWS_RETRY_MODE: 'standard'}, [1, 2]],
  [{AWS_MAX_ATTEMPTS: '3', AWS_RETRY_MODE: 'adaptive'}, [2]],
  [{AWS_MAX_ATTEMPTS: '3', AWS_RETRY_MODE: 'legacy'}, [1]],
];

for (const [env, majors] of SETTINGS) {
  for (const major of majors) {
    const python = awsPython(major);
    const skip = python ? false : `version ${major} of the aws command is not installed`;
    test(`version ${major} asks as often with ${JSON.stringify(env)}`, {skip}, async t => {
      const aws = startAwsAnswers(python?.python ?? '');
      t.after(aws.close);
      const asked = {theirs: {} as Record<string, number>, ours: {} as Record<string, number>};
      for (const [name, fault] of Object.entries(FAULTS)) {
        const options = {scenario: fixedScenario([]), intercept: () => fault};
        const theirs = await endpointFor(t, options);
        const {code} = await aws.ask([], {endpoint: theirs.url, env});
        const ours = await endpointFor(t, options);
        const {code: ourCode} = await runAmiwatch(['--once', '--endpoint-url', ours.url], {
          env: {...AMIWATCH_ENV, ...env},
        });
        assert.ok(code !== 0 && ourCode !== 0, name);
        asked.theirs[name] = theirs.requests.total().requests;
        asked.ours[name] = ours.requests.total().requests;
      }
      assert.deepEqual(asked.ours, asked.theirs);
    });
  }
}
