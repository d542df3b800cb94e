import assert from 'node:assert/strict';
import {EventEmitter} from 'node:events';
import test from 'node:test';
import {createThriftyOutput} from '../../source/app/thrifty-output.js';

function makeOutput() {
  const written: string[] = [];
  const stdout = Object.assign(new EventEmitter(), {
    columns: 80,
    write(text: string, done?: () => void) {
      written.push(text);
      done?.();
      return true;
    },
  }) as unknown as NodeJS.WriteStream;
  return {written, stdout, ...createThriftyOutput({stdout})};
}

const frame = (text: string) => ['\u{1B}[?2026h', text, '\u{1B}[?2026l'];

test('a frame is one write, and an empty one none', () => {
  const {written, stream} = makeOutput();
  for (const part of [
    '\u{1B}[?2026h',
    'a',
    'b',
    '\u{1B}[?2026l',
    '\u{1B}[?2026h',
    '\u{1B}[?2026l',
  ]) {
    stream.write(part);
  }

  assert.deepEqual(written, ['\u{1B}[?2026hab\u{1B}[?2026l']);
});

test('steps over unchanged lines are taken at once', () => {
  const {written, stream} = makeOutput();
  stream.write(`x${'\u{1B}[E'.repeat(22)}y\u{1B}[Ez`);
  assert.deepEqual(written, ['x\u{1B}[22Ey\u{1B}[Ez']);
});

test('what is on the screen is painted over line by line, and never erased before', () => {
  const {written, stream, paintOver} = makeOutput();
  paintOver();
  stream.write('');
  for (const part of frame('one\ntwo\n')) {
    stream.write(part);
  }
  for (const part of frame('next\n')) {
    stream.write(part);
  }
  assert.deepEqual(written, [
    '\u{1B}[?2026h\u{1B}[H\u{1B}[Kone\n\u{1B}[Ktwo\n\u{1B}[J\u{1B}[?2026l',
    '\u{1B}[?2026hnext\n\u{1B}[?2026l',
  ]);
});

test('what is muted is dropped, and whoever waits for it goes on', () => {
  const {written, stream, muted} = makeOutput();
  let isDone = false;
  muted(() =>
    stream.write('nothing', () => {
      isDone = true;
    }),
  );
  stream.write('something');
  assert.deepEqual(written, ['something']);
  assert.equal(isDone, true);
});

test('Ink never hears of a resize, but of everything else', () => {
  const {stream, stdout} = makeOutput();
  stream.on('resize', () => assert.fail('heard'));
  let heard = 0;
  stream.on('drain', () => heard++);
  stdout.emit('resize');
  stdout.emit('drain');
  assert.equal(heard, 1);
  assert.equal(stream.columns, 80);
});

/** A terminal that waits for its reader until it is told that it is read. */
function makeBlocked() {
  const made = makeOutput();
  const stdout = made.stdout as unknown as {writableNeedDrain: boolean; writableLength: number};
  const drains: boolean[] = [];
  const output = createThriftyOutput({
    stdout: made.stdout,
    onDrain: isBehind => drains.push(isBehind),
  });
  return {
    ...output,
    written: made.written,
    drains,
    block(length: number) {
      stdout.writableNeedDrain = true;
      stdout.writableLength = length;
    },
    read() {
      stdout.writableNeedDrain = false;
      stdout.writableLength = 0;
      made.stdout.emit('drain');
    },
  };
}

test('while nobody reads, frames are left out; what makes up for them is asked for once', () => {
  const {stream, written, drains, block, read} = makeBlocked();
  block(20_000);
  for (const part of ['one', 'two', 'three'].flatMap(frame)) {
    stream.write(part);
  }

  assert.deepEqual(written, []);
  read();
  read();
  assert.deepEqual(drains, [true, false]);
});

test('while nobody reads, what leaves the screen still waits its turn, and sequences up to a limit', () => {
  const {stream, write, written, block} = makeBlocked();
  block(20_000);
  stream.write('\u{1B}[?1049l');
  assert.equal(write('\u{7}'), true);
  block(70_000);
  assert.equal(write('\u{7}'), false);
  assert.deepEqual(written, ['\u{1B}[?1049l', '\u{7}']);
});

test('in the background nothing is written, and whoever waits for it goes on', () => {
  const {stdout, written} = makeOutput();
  const {stream, write} = createThriftyOutput({stdout, isOurs: () => false});
  let isDone = false;
  for (const part of frame('text')) {
    stream.write(part, () => {
      isDone = true;
    });
  }

  assert.equal(write('\u{7}'), false);
  assert.deepEqual(written, []);
  assert.equal(isDone, true);
});
