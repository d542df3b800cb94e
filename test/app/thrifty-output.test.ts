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

test('the screen is erased together with the next thing drawn, not before', () => {
  const {written, stream, eraseFirst} = makeOutput();
  eraseFirst();
  stream.write('');
  stream.write('frame');
  stream.write('next');
  assert.deepEqual(written, ['\u{1B}[H\u{1B}[Jframe', 'next']);
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
