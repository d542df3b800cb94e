import assert from 'node:assert/strict';
import {EventEmitter} from 'node:events';
import test from 'node:test';
import {createTerminalStream} from '../../source/terminal/terminal-stream.js';
import {waitUntil} from '../helpers/pty.js';

/** A terminal that takes as many bytes as it has room. */
function startTerminal({mayWrite}: {readonly mayWrite?: () => boolean} = {}) {
  let room = Number.POSITIVE_INFINITY;
  let text = '';
  let tries = 0;
  let failure: string | undefined;
  const size = Object.assign(new EventEmitter(), {columns: 80, rows: 24});
  const stream = createTerminalStream(
    bytes => {
      tries++;
      const code = failure ?? (room === 0 ? 'EAGAIN' : undefined);
      if (code) {
        throw Object.assign(new Error(code), {code});
      }

      const taken = Math.min(room, bytes.length);
      room -= taken;
      text += Buffer.from(bytes.subarray(0, taken)).toString('latin1');
      return taken;
    },
    size as unknown as NodeJS.WriteStream,
    mayWrite,
  );
  return {
    stream,
    size,
    text: () => text,
    tries: () => tries,
    setRoom(bytes: number) {
      room = bytes;
    },
    fail(code: string) {
      failure = code;
    },
    shows: (wanted: string) =>
      waitUntil(
        () => text === wanted || undefined,
        wanted,
        () => text,
      ),
  };
}

test('what a terminal takes is written at once, in one piece', () => {
  const {stream, text, tries} = startTerminal();
  assert.equal(stream.write('a frame'), true);
  assert.equal(text(), 'a frame');
  assert.equal(tries(), 1);
  assert.equal(stream.isTTY, true);
});

test('what it does not take waits, whole and in its order, and follows', async () => {
  const {stream, setRoom, shows, text} = startTerminal();
  setRoom(3);
  stream.write('first');
  stream.write('second');
  assert.equal(text(), 'fir');
  setRoom(4);
  await shows('firstse');
  setRoom(100);
  await shows('firstsecond');
});

test('a stream that waits says so, as any stream of Node does, and tells when it is free', async () => {
  const {stream, setRoom} = startTerminal();
  setRoom(0);
  let drains = 0;
  stream.on('drain', () => drains++);
  assert.equal(stream.write('x'.repeat(10_000)), true);
  assert.equal(stream.write('x'.repeat(10_000)), false);
  assert.equal(stream.writableNeedDrain, true);
  assert.equal(stream.writableLength, 20_000);
  setRoom(20_000);
  await waitUntil(() => drains > 0 || undefined, 'drain');
  assert.equal(stream.writableNeedDrain, false);
  assert.equal(drains, 1);
});

test('a terminal that may not be written to is not even tried', async () => {
  let isAllowed = false;
  const {stream, tries, shows} = startTerminal({mayWrite: () => isAllowed});
  stream.write('later');
  assert.equal(tries(), 0);
  isAllowed = true;
  await shows('later');
});

test('a terminal that is gone is an error, once', async () => {
  const {stream, fail} = startTerminal();
  const errors: string[] = [];
  stream.on('error', (error: NodeJS.ErrnoException) => errors.push(error.code ?? ''));
  fail('EIO');
  stream.write('lost');
  await waitUntil(() => stream.destroyed || undefined, 'its end');
  stream.write('lost too');
  await waitUntil(() => errors.length > 0 || undefined, 'the error');
  assert.deepEqual(errors, ['EIO']);
});

test('its size is the terminal’s, and a change of it is told', () => {
  const {stream, size} = startTerminal();
  let told = 0;
  stream.on('resize', () => told++);
  size.columns = 120;
  size.emit('resize');
  assert.equal(stream.columns, 120);
  assert.equal(stream.rows, 24);
  assert.equal(told, 1);
});
