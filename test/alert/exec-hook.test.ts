import assert from 'node:assert/strict';
import {spawn} from 'node:child_process';
import {EventEmitter} from 'node:events';
import {existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import test, {after, before} from 'node:test';
import {createExecHook, HOOK_LIMITS, STOP_TIMES} from '../../source/alert/hooks/exec-hook.js';
import {HOOK_TIMES} from '../../source/alert/hooks/hook-process.js';
import {type Clock, systemClock} from '../../source/poll/clock.js';
import {eventRecord} from '../../source/poll/tasks/event-record.js';
import type {TaskEvent} from '../../source/poll/tasks/events.js';
import {A_SOURCE} from '../helpers/fake-store.js';
import {SimulatedClock} from '../helpers/simulated-clock.js';
import {completed, failed, started} from './some-events.js';
import {until} from './until.js';

let folder = '';
before(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'amiwatch-hook-'));
});
after(() => rmSync(folder, {recursive: true, force: true}));

const RECORD = eventRecord(failed(1), [A_SOURCE]);

/** A hook of a real sh, told where to leave something by $OUT. It has all the time it needs, unless the clock is one that runs. */
function hookOf(
  command: string,
  options: {clock?: Clock; env?: NodeJS.ProcessEnv; spawn?: typeof spawn} = {},
) {
  const out = mkdtempSync(path.join(folder, 'out-'));
  const problems: string[] = [];
  const hook = createExecHook(command, {
    spawn: options.spawn ?? spawn,
    clock: options.clock ?? new SimulatedClock(),
    env: {PATH: process.env.PATH, OUT: out, ...options.env},
    onProblem: message => problems.push(message),
  });
  const file = (name: string) => path.join(out, name);
  const read = (name: string) => (existsSync(file(name)) ? readFileSync(file(name), 'utf8') : '');
  return {hook, problems, file, read, files: () => readdirSync(out)};
}

/** A zombie is none: it only waits for its parent to look. */
function isAlive(pid: string): boolean {
  try {
    process.kill(Number(pid), 0);
    return !/\) Z/.test(
      existsSync(`/proc/${pid}/stat`) ? readFileSync(`/proc/${pid}/stat`, 'utf8') : '',
    );
  } catch {
    return false;
  }
}

test('tells a hook of the task in its environment and on stdin', async () => {
  const {hook, problems, read} = hookOf(
    'env | grep ^AMIWATCH_ | sort > "$OUT/env"; cat > "$OUT/stdin"',
  );
  hook.run([RECORD]);
  await hook.settled();
  assert.deepEqual(problems, []);
  assert.deepEqual(read('env').trim().split('\n'), [
    'AMIWATCH_AMI_ID=ami-00000000000000001',
    'AMIWATCH_BUCKET=ami-archive-01',
    'AMIWATCH_KEY=ami-00000000000000001.bin',
    'AMIWATCH_PREVIOUS_STATE=InProgress',
    'AMIWATCH_PROFILE=default',
    'AMIWATCH_PROGRESS=31',
    'AMIWATCH_REASON=Client error: access denied',
    'AMIWATCH_REGION=us-east-1',
    'AMIWATCH_STATE=Failed',
  ]);
  assert.deepEqual(JSON.parse(read('stdin')), RECORD);
});

test('sets every variable, so that `set -u` works, and hands its own environment on', async () => {
  const command =
    'set -u; echo "[$AMIWATCH_PREVIOUS_STATE$AMIWATCH_REASON]$AWS_PROFILE" > "$OUT/text"';
  const {hook, problems, read} = hookOf(command, {env: {AWS_PROFILE: 'mine'}});
  hook.run([eventRecord(started(), [A_SOURCE])]);
  await hook.settled();
  assert.deepEqual(problems, []);
  assert.equal(read('text'), '[]mine\n');
});

test('what strangers wrote is never parsed by the shell, nor does it hold a control character', async () => {
  const reason =
    '$(touch "$OUT/owned") `touch "$OUT/owned"`; touch "$OUT/owned"\n\u{1B}[2J\u{0}\u{202E}';
  const {hook, problems, read, files} = hookOf('printf %s "$AMIWATCH_REASON" > "$OUT/reason"');
  hook.run([eventRecord(failed(1, {storeTaskFailureReason: reason}), [A_SOURCE])]);
  await hook.settled();
  assert.deepEqual(problems, []);
  assert.deepEqual(files(), ['reason']);
  assert.equal(read('reason'), '$(touch "$OUT/owned") `touch "$OUT/owned"`; touch "$OUT/owned" ');
});

test('tells of a failure by the last line of stderr, clean and without keys', async () => {
  const command = String.raw`echo first >&2; printf 'no \033[31mway\033[0m AKIAIOSFODNN7EXAMPLE\n' >&2; exit 3`;
  const {hook, problems} = hookOf(command);
  hook.run([RECORD]);
  await hook.settled();
  assert.deepEqual(problems, [
    'The --exec command for ami-00000000000000001 failed with exit code 3: no way (hidden).',
  ]);
});

test('keeps only the end of what a hook says, and doesn’t mind one that never reads', async () => {
  const command =
    'exec <&-; head -c 3000000 /dev/zero | tr "\\0" x >&2; head -c 3000000 /dev/zero; exit 1';
  const {hook, problems} = hookOf(command);
  hook.run([{...RECORD, StoreTaskFailureReason: 'y'.repeat(100_000)}]);
  await hook.settled();
  assert.equal(problems.length, 1);
  assert.match(
    problems[0] ?? '',
    /^The --exec command for \S+ failed with exit code 1: x{197}\.{3}\.$/,
  );
});

test('tells of one that can’t be started, and of one that a signal ended', async () => {
  const missing = hookOf('true', {env: {PATH: '/nowhere'}});
  missing.hook.run([RECORD]);
  await missing.hook.settled();
  assert.match(missing.problems[0] ?? '', /can't be started \(ENOENT\)\.$/);

  const refusing: typeof spawn = () => {
    throw Object.assign(new Error('spawn E2BIG'), {code: 'E2BIG'});
  };
  const refused = hookOf('true', {spawn: refusing});
  refused.hook.run([RECORD]);
  await refused.hook.settled();
  assert.match(refused.problems[0] ?? '', /can't be started \(E2BIG\)\.$/);

  const killed = hookOf('kill -KILL $$');
  killed.hook.run([RECORD]);
  await killed.hook.settled();
  assert.match(killed.problems[0] ?? '', /was ended by SIGKILL\.$/);
});

test('has no terminal: not even /dev/tty reaches the screen', async () => {
  const {hook, read} = hookOf(
    '(echo x > /dev/tty) 2>/dev/null && echo yes > "$OUT/tty" || echo no > "$OUT/tty"',
  );
  hook.run([RECORD]);
  await hook.settled();
  assert.equal(read('tty'), 'no\n');
});

test('a hook that leaves something running has ended all the same', async () => {
  const {hook, problems, read} = hookOf('sleep 600 & echo $! > "$OUT/pid"; exit 2', {
    clock: systemClock,
  });
  hook.run([RECORD]);
  await hook.settled();
  assert.match(problems[0] ?? '', /exit code 2\.$/);
  process.kill(Number(read('pid')), 'SIGKILL');
});

test('runs at most four at once, all of them, first come first served', async () => {
  const command =
    'touch "$OUT/$AMIWATCH_PROGRESS"; while [ -d "$OUT" ] && [ ! -e "$OUT/go" ]; do sleep 0.02; done; echo "$AMIWATCH_PROGRESS" >> "$OUT/done"';
  const {hook, problems, read, files, file} = hookOf(command);
  hook.run(
    [0, 1, 2, 3, 4, 5, 6].map(percent =>
      eventRecord(started(percent, {progressPercentage: percent}), [A_SOURCE]),
    ),
  );
  await until(() => files().length === HOOK_LIMITS.running, 'four that run');
  assert.deepEqual(files().toSorted(), ['0', '1', '2', '3']);
  writeFileSync(file('go'), '');
  await hook.settled();
  assert.deepEqual(problems, []);
  assert.deepEqual(read('done').trim().split('\n').toSorted(), ['0', '1', '2', '3', '4', '5', '6']);
});

test('a queue that is full takes no more, and says how many were left out', async () => {
  const {hook, problems} = hookOf('sleep 600', {clock: systemClock});
  const extra = 7;
  const many = Array.from(
    {length: HOOK_LIMITS.running + HOOK_LIMITS.waiting + extra},
    () => RECORD,
  );
  hook.run(many);
  assert.deepEqual(problems, [
    'The --exec command was not run for 7 changes, because 1000 were waiting.',
  ]);
  await hook.stop();
  assert.equal(problems[1], 'The --exec command was not run for 1000 changes that were waiting.');
});

test('of too many the oldest starts are left out first, and a failure last', async () => {
  const told: string[] = [];
  const children: EventEmitter[] = [];
  let isOpen = false;
  const end = (child: EventEmitter) => setImmediate(() => child.emit('exit', 0, null));
  const gated = ((_: string, __: readonly string[], {env}: {env: NodeJS.ProcessEnv}) => {
    told.push(String(env.AMIWATCH_AMI_ID).slice(-4));
    const child = new EventEmitter();
    children.push(child);
    if (isOpen) {
      end(child);
    }

    return child;
  }) as unknown as typeof spawn;
  const {hook, problems} = hookOf('true', {spawn: gated});
  const room = HOOK_LIMITS.running + HOOK_LIMITS.waiting;
  const record = (event: TaskEvent) => eventRecord(event, [A_SOURCE]);
  hook.run(Array.from({length: room - 1}, (_, index) => record(started(0x1000 + index))));
  hook.run([failed(1), failed(2), completed(3), failed(4)].map(record));
  isOpen = true;
  for (const child of [...children]) {
    end(child);
  }

  await hook.settled();
  assert.deepEqual(problems, [
    'The --exec command was not run for 3 changes, because 1000 were waiting.',
  ]);
  assert.equal(told.length, room);
  assert.deepEqual(told.slice(0, 5), ['1000', '1001', '1002', '1003', '1007']);
  assert.deepEqual(told.slice(-4), ['0001', '0002', '0003', '0004']);
});

test('ends a hook that takes too long, first politely', async () => {
  const clock = new SimulatedClock();
  const command = `trap 'echo polite > "$OUT/end"; exit 0' TERM; touch "$OUT/ready"; while [ -d "$OUT" ]; do sleep 0.02; done`;
  const {hook, problems, read, files} = hookOf(command, {clock});
  hook.run([RECORD]);
  await until(() => files().includes('ready'), 'a hook that runs');
  await clock.advance(HOOK_TIMES.limitMs - 1);
  assert.deepEqual(problems, []);
  await clock.advance(1);
  await until(() => read('end') === 'polite\n', 'its last word');
  await until(async () => {
    await clock.advance(HOOK_TIMES.lookMs);
    return problems.length > 0;
  }, 'the end of the hook');
  assert.match(problems[0] ?? '', /took longer than 30 s and was ended\.$/);
});

test('kills what takes no notice, with all that it has started', async () => {
  const clock = new SimulatedClock();
  const command = `trap '' TERM; (trap '' TERM; while [ -d "$OUT" ]; do sleep 0.02; done) & echo "$$ $!" > "$OUT/pids"; touch "$OUT/ready"; while [ -d "$OUT" ]; do sleep 0.02; done`;
  const {hook, problems, read, files} = hookOf(command, {clock});
  hook.run([RECORD]);
  await until(() => files().includes('ready'), 'a hook that runs');
  const pids = read('pids').trim().split(' ');
  assert.ok(pids.length === 2 && pids.every(isAlive));
  await clock.advance(HOOK_TIMES.limitMs + HOOK_TIMES.graceMs);
  await until(() => problems.length > 0, 'the message');
  await until(() => !pids.some(isAlive), 'the end of both');
});

test('leaves nothing behind at the end of the program: neither hooks nor those that sh started', async () => {
  const command = `(trap '' TERM; while [ -d "$OUT" ]; do sleep 0.02; done) & echo $! > "$OUT/pid"; touch "$OUT/ready"; wait`;
  const {hook, read, files} = hookOf(command, {clock: systemClock});
  hook.run([RECORD]);
  await until(() => files().includes('ready'), 'a hook that runs');
  await hook.stop();
  await until(() => !isAlive(read('pid').trim()), 'the end of what sh had started');
  assert.ok(STOP_TIMES.waitMs + 2 * STOP_TIMES.graceMs < 2000);
});

test('waits a moment for a hook that is about to end', async () => {
  const clock = new SimulatedClock();
  const command =
    'while [ -d "$OUT" ] && [ ! -e "$OUT/go" ]; do sleep 0.02; done; echo yes > "$OUT/end"';
  const {hook, problems, read, file} = hookOf(command, {clock});
  hook.run([RECORD]);
  const stopped = hook.stop();
  await clock.advance(STOP_TIMES.waitMs - 1);
  writeFileSync(file('go'), '');
  await stopped;
  assert.deepEqual(problems, []);
  assert.equal(read('end'), 'yes\n');
});

test('is settled at once when there is nothing to do', async () => {
  const {hook} = hookOf('true');
  await hook.settled();
  await hook.stop();
});
