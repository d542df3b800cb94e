import assert from 'node:assert/strict';
import test from 'node:test';
import {FAILURE_REASONS} from '../../source/demo/failure-reasons.js';
import {nextSteps} from '../../source/view/panels/next-step.js';
import {aTask, type TaskOptions} from '../helpers/fake-store.js';

const ORIGIN = {profile: 'backup', region: 'eu-central-1'};
const WHERE = '--region eu-central-1 --profile backup';
const stepsOf = (options: TaskOptions, origin = ORIGIN) =>
  nextSteps(aTask(1, options).task, origin);
const ID = aTask(1).task.amiId;

test('a completed task: look at the object, restore it', () => {
  const {main, check, advice} = stepsOf({});
  assert.deepEqual(main, {
    label: 'restore',
    command: `aws ec2 create-restore-image-task --object-key ${ID}.bin --bucket ami-archive-01 ${WHERE}`,
  });
  assert.deepEqual(check, {
    label: 'check',
    command: `aws s3api head-object --bucket ami-archive-01 --key ${ID}.bin ${WHERE}`,
  });
  assert.equal(advice, '');
});

test('a failed task: what to look at, and how to try again', () => {
  const {main, check, advice} = stepsOf({
    storeTaskState: 'Failed',
    storeTaskFailureReason: 'Access Denied',
  });
  assert.equal(
    main?.command,
    `aws ec2 create-store-image-task --image-id ${ID} --bucket ami-archive-01 ${WHERE}`,
  );
  assert.equal(check?.command, `aws s3api head-bucket --bucket ami-archive-01 ${WHERE}`);
  assert.match(advice, /s3:PutObject/);
});

test('each reason leads to where its cause is', () => {
  const advice = FAILURE_REASONS.map(
    storeTaskFailureReason => stepsOf({storeTaskState: 'Failed', storeTaskFailureReason}).advice,
  );
  const expected = [/s3:PutObject/, /try again/, /the key/, /try again/, /still exist/, /the key/];
  for (const [index, pattern] of expected.entries()) {
    assert.match(advice[index] ?? '', pattern, String(FAILURE_REASONS[index]));
  }

  assert.match(advice[6] ?? '', /in the Region of the AMI/);
  assert.match(stepsOf({storeTaskState: 'Failed'}).advice, /that the bucket exists/);
});

test('a running task: wait for it', () => {
  const {main} = stepsOf({storeTaskState: 'InProgress'});
  assert.equal(main?.command, `amiwatch --wait --image-ids ${ID} ${WHERE}`);
});

test('the default profile goes without saying', () => {
  const {main} = stepsOf({}, {profile: 'default', region: 'us-east-1'});
  assert.match(main?.command ?? '', /--region us-east-1$/);
});

test('hostile names are quoted, or make no command at all', () => {
  const quoted = stepsOf({bucket: '$(reboot)', s3ObjectKey: "a'b;c"}).main?.command;
  assert.match(quoted ?? '', /--object-key 'a'\\''b;c' --bucket '\$\(reboot\)'/);
  assert.equal(stepsOf({s3ObjectKey: 'file:///etc/passwd'}).main, undefined);
  assert.equal(stepsOf({bucket: '--no-verify-ssl'}).check, undefined);
});

test('a state that the service invented has no next step', () => {
  assert.deepEqual(stepsOf({storeTaskState: 'Archived'}), {
    main: undefined,
    check: undefined,
    advice: '',
  });
});
