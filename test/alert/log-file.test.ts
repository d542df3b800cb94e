import assert from 'node:assert/strict';
import {spawnSync} from 'node:child_process';
import {
  appendFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import {open} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import path from 'node:path';
import test, {after, before} from 'node:test';
import fc from 'fast-check';
import {createLogFile, LOG_TIMES} from '../../source/alert/log/log-file.js';
import {MAX_PENDING} from '../../source/alert/log/log-queue.js';
import type {LogHandle, OpenLog} from '../../source/alert/log/log-writer.js';
import {eventRecord} from '../../source/poll/tasks/event-record.js';
import {A_SOURCE} from '../helpers/fake-store.js';
import {SimulatedClock} from '../helpers/simulated-clock.js';
import {A_GAP, failed} from './some-events.js';
import {until} from './until.js';

let folder = '';
before(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'amiwatch-log-'));
});
after(() => rmSync(folder, {recursive: true, force: true}));

function aLog(options: {file?: string; open?: OpenLog; isAscii?: boolean} = {}) {
  const file = options.file ?? path.join(mkdtempSync(path.join(folder, 'log-')), 'events.ndjson');
  const clock = new SimulatedClock();
  const problems: string[] = [];
  const log = createLogFile(file, {
    clock,
    onProblem: message => problems.push(message),
    open: options.open,
    isAscii: options.isAscii,
  });
  const text = () => (existsSync(file) ? readFileSync(file, 'utf8') : '');
  return {file, clock, problems, log, text, numbers: () => numbersIn(text())};
}

const numbered = (...numbers: readonly number[]) => numbers.map(N => ({Event: 'test', N}));

function numbersIn(text: string): number[] {
  assert.ok(text === '' || text.endsWith('\n'));
  return text
    .split('\n')
    .filter(line => line !== '')
    .map(line => (JSON.parse(line) as {N: number}).N);
}

test('where the locale isn’t UTF-8 a line is ASCII, and the same JSON', async () => {
  const record = {Event: 'failed', Reason: 'Denied \u{DB}[2J 漢 👍', N: 1};
  for (const isAscii of [true, false]) {
    const {log, text} = aLog({isAscii});
    log.append([record]);
    await log.stop();
    assert.deepEqual(JSON.parse(text()), record);
    assert.equal(/^[\n -~]*$/.test(text()), isAscii);
  }
});

test('writes one JSON object a line, with ISO times and the names of the API', async () => {
  const {log, text} = aLog();
  const sources = [A_SOURCE];
  log.append([failed(1), A_GAP].map(event => eventRecord(event, sources)));
  await log.stop();
  const [change, gap] = text()
    .trim()
    .split('\n')
    .map(line => JSON.parse(line));
  assert.deepEqual(change, {
    Time: '2026-01-31T12:00:00.000Z',
    Event: 'failed',
    Profile: 'default',
    Region: 'us-east-1',
    AmiId: 'ami-00000000000000001',
    TaskStartTime: '2026-01-31T11:58:00.000Z',
    Bucket: 'ami-archive-01',
    S3objectKey: 'ami-00000000000000001.bin',
    ProgressPercentage: 31,
    StoreTaskState: 'Failed',
    StoreTaskFailureReason: 'Client error: access denied',
    PreviousStoreTaskState: 'InProgress',
    PreviousProgressPercentage: 31,
  });
  assert.deepEqual(gap, {
    Time: '2026-01-31T12:00:00.000Z',
    Event: 'gap',
    Profile: 'default',
    Region: 'us-east-1',
    From: '2026-01-31T11:50:00.000Z',
    Reason: 'The network is unreachable.',
  });
});

test('a text is whole, but in ASCII, on one line and without a key', async () => {
  const {log, text} = aLog();
  const reason =
    'a\n\u{85}b\u{2028}c\u{1B}[2J\u{9B}2J\u{202E}d AKIAIOSFODNN7EXAMPLE aws_secret_access_key=abc';
  const source = {...A_SOURCE, profile: 'x\u{1B}]0;y\u{7}\u{200B}'};
  log.append([
    eventRecord(failed(1, {storeTaskFailureReason: reason, bucket: 'b\u{200D}\r\n'}), [source]),
    eventRecord({...A_GAP, reason}, [source]),
  ]);
  await log.stop();
  assert.equal(text().split('\n').length, 3);
  assert.match(text(), /^[\x20-\x7e\n]*$/);
  assert.doesNotMatch(text(), /AKIA|abc/);
  const [first] = text().split('\n');
  const {Bucket, Profile, StoreTaskFailureReason} = JSON.parse(first ?? '');
  assert.deepEqual(
    [Bucket, Profile, StoreTaskFailureReason],
    [
      'b\u{200D}\r\n',
      source.profile,
      'a\n\u{85}b\u{2028}c\u{1B}[2J\u{9B}2J\u{202E}d (hidden) (hidden)',
    ],
  );
});

test('makes the file for its owner only, and the folders, at once', async () => {
  const file = path.join(folder, 'new', 'deep', 'log.ndjson');
  const {log} = aLog({file});
  await until(() => existsSync(file), 'the file');
  await log.stop();
  assert.equal(statSync(file).mode & 0o777, 0o600);
  assert.equal(statSync(path.dirname(file)).mode & 0o777, 0o700);
  assert.equal(statSync(path.join(folder, 'new')).mode & 0o777, 0o700);
});

test('appends, and starts a line of its own behind one that was cut off', async () => {
  const file = path.join(folder, 'cut-off');
  writeFileSync(file, '{"Event":"test","N":1}\n{"Eve');
  const {log} = aLog({file});
  log.append(numbered(2));
  await log.stop();
  assert.equal(
    readFileSync(file, 'utf8'),
    '{"Event":"test","N":1}\n{"Eve\n{"Event":"test","N":2}\n',
  );
});

test('goes on in a new file when the old one was moved away', async () => {
  const {file, log, numbers} = aLog();
  log.append(numbered(1));
  await until(() => numbers().length === 1, 'the first line');
  renameSync(file, `${file}.1`);
  // What comes while the old one is still open for writing goes there, too.
  let count = 1;
  await until(() => {
    log.append(numbered(++count));
    return existsSync(file);
  }, 'the new file');
  await log.stop();
  const moved = numbersIn(readFileSync(`${file}.1`, 'utf8'));
  assert.ok(numbers().length > 0);
  assert.deepEqual(
    [...moved, ...numbers()],
    Array.from({length: count}, (_, index) => index + 1),
    'each line once',
  );
});

test('takes only a regular file, and doesn’t wait for anyone to read a pipe', async () => {
  const pipe = path.join(folder, 'pipe');
  spawnSync('mkfifo', [pipe]);
  for (const file of ['/dev/null', pipe, folder]) {
    const {log, problems} = aLog({file});
    await until(() => problems.length > 0, `a message about ${file}`);
    await log.stop();
    assert.match(
      problems[0] ?? '',
      /^The log \S+ can't be written \((not a regular file|ENXIO|EISDIR)\)/,
    );
  }
});

test('says once that it can’t write, tries again, and loses nothing meanwhile', async () => {
  const blocked = path.join(mkdtempSync(path.join(folder, 'blocked-')), 'folder');
  writeFileSync(blocked, '');
  const {log, problems, clock, numbers} = aLog({file: path.join(blocked, 'log')});
  await until(() => problems.length === 1, 'the message');
  log.append(numbered(1));
  await clock.advance(LOG_TIMES.retryMs);
  log.append(numbered(2));
  rmSync(blocked);
  // A try that is under way may make it, too.
  mkdirSync(blocked, {recursive: true});
  await until(async () => {
    await clock.advance(LOG_TIMES.retryMs);
    return problems.length === 2;
  }, 'the second message');
  assert.match(problems[0] ?? '', /can't be written \(\w+\)\. It is tried again and again\.$/);
  assert.match(problems[1] ?? '', /is written again\.$/);
  assert.deepEqual(numbers(), [1, 2]);
  await log.stop();
});

/** A disk with so much room, by real files: what doesn't fit is refused, and a part of what nearly fits is taken. */
function smallDisk() {
  const disk = {room: 0, writes: 0};
  const openOnDisk: OpenLog = async (file, flags, mode) => {
    const real = await open(file, flags, mode);
    const write = async (buffer: Buffer, offset = 0) => {
      disk.writes++;
      const length = Math.min(disk.room, buffer.length - offset);
      if (length <= 0) {
        throw Object.assign(new Error('full'), {code: 'ENOSPC'});
      }

      disk.room -= length;
      return real.write(buffer, offset, length);
    };
    return {
      write,
      read: real.read.bind(real),
      stat: real.stat.bind(real),
      close: () => real.close(),
    } as unknown as LogHandle;
  };
  return {disk, open: openOnDisk};
}

test('each line is written once and whole, wherever the disk is full in between', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.nat({max: 70}), {minLength: 1, maxLength: 12}), async rooms => {
      const {disk, open: openOnDisk} = smallDisk();
      const {log, clock, numbers, problems} = aLog({open: openOnDisk});
      let written = 0;
      for (const room of rooms) {
        disk.room += room;
        log.append(numbered(written++, written++));
        await clock.advance(LOG_TIMES.retryMs);
      }

      disk.room = 1e6;
      await until(async () => {
        await clock.advance(LOG_TIMES.retryMs);
        return isComplete(numbers, written);
      }, 'all lines');
      assert.deepEqual(
        numbers(),
        Array.from({length: written}, (_, index) => index),
      );
      assert.ok(problems.every((message, index) => /ENOSPC/.test(message) === (index % 2 === 0)));
      await log.stop();
    }),
    {numRuns: 40},
  );
});

function isComplete(numbers: () => number[], count: number): boolean {
  try {
    return numbers().length >= count;
  } catch {
    // In the middle of a line.
    return false;
  }
}

test('a part of a line that went away with its file is written again', async () => {
  const {disk, open: openOnDisk} = smallDisk();
  const {file, log, clock, numbers, problems, text} = aLog({open: openOnDisk});
  disk.room = 5;
  log.append(numbered(1));
  await until(() => problems.length === 1, 'the message');
  assert.equal(text(), '{"Eve');
  renameSync(file, `${file}.1`);
  disk.room = 1000;
  await until(async () => {
    await clock.advance(LOG_TIMES.retryMs);
    return problems.length === 2;
  }, 'the end of it');
  assert.deepEqual(numbers(), [1]);
  await log.stop();
});

test('a disk that never answers costs bounded memory, a message, and no end that waits for it', async () => {
  let opened = 0;
  const stuck: OpenLog = () => {
    opened++;
    return new Promise(() => {});
  };
  const {log, problems, clock} = aLog({open: stuck});
  await until(() => opened === 1, 'the try');
  const big = {Event: 'test', Text: 'x'.repeat(10_000)};
  log.append(Array.from({length: (MAX_PENDING / 10_000) * 3}, () => big));
  assert.equal(problems.length, 1);
  assert.match(problems[0] ?? '', /too slow: the oldest changes are lost/);
  const stopped = log.stop();
  await clock.advance(LOG_TIMES.stopMs);
  await stopped;
  assert.equal(opened, 1);
});

test('what had to go is counted in the log', async () => {
  const {disk, open: openOnDisk} = smallDisk();
  const {log, problems, clock, text} = aLog({open: openOnDisk});
  const big = (N: number) => ({Event: 'test', N, Text: 'x'.repeat(MAX_PENDING / 4)});
  log.append([0, 1, 2, 3, 4, 5].map(big));
  await until(() => problems.length > 0, 'the message');
  disk.room = MAX_PENDING * 4;
  await until(async () => {
    await clock.advance(LOG_TIMES.retryMs);
    return problems.at(-1)?.endsWith('is written again.') === true;
  }, 'the end of it');
  const lines = text()
    .trim()
    .split('\n')
    .map(line => JSON.parse(line));
  const lost = lines.find(line => line.Event === 'lost');
  const kept = lines.filter(line => line.Event === 'test').map(line => line.N);
  assert.equal(lost.Count + kept.length, 6);
  assert.equal(kept.at(-1), 5);
  await log.stop();
});

test('while a disk is full the progress goes first, and what happened stays', async () => {
  const {disk, open: openOnDisk} = smallDisk();
  const {log, problems, clock, text} = aLog({open: openOnDisk});
  const fill = (N: number) => ({Event: 'progress', N, Text: 'x'.repeat(MAX_PENDING / 8)});
  log.append([{Event: 'failed', N: -1}]);
  for (let N = 0; N < 40; N++) {
    log.append([fill(N), ...(N % 10 === 0 ? [{Event: 'completed', N}] : [])]);
  }

  await until(() => problems.length > 0, 'the message');
  disk.room = MAX_PENDING * 4;
  await until(async () => {
    await clock.advance(LOG_TIMES.retryMs);
    return problems.at(-1)?.endsWith('is written again.') === true;
  }, 'the end of it');
  const lines = text()
    .trim()
    .split('\n')
    .map(line => JSON.parse(line));
  const named = (name: string) => lines.filter(line => line.Event === name).map(line => line.N);
  assert.deepEqual(named('failed'), [-1]);
  assert.deepEqual(named('completed'), [0, 10, 20, 30]);
  assert.equal(named('progress').at(-1), 39);
  const [lost] = lines.filter(line => line.Event === 'lost');
  assert.equal(lost.Progress, lost.Count);
  assert.equal(lost.Count + named('progress').length, 40);
  await log.stop();
});

test('two programs write to one file without mixing their lines', async () => {
  const {file, log, text} = aLog();
  log.append(numbered(1));
  await until(() => text() !== '', 'the first line');
  appendFileSync(file, '{"Event":"test","N":2}\n');
  log.append(numbered(3));
  await log.stop();
  assert.deepEqual(numbersIn(text()), [1, 2, 3]);
});
