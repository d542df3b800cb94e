import assert from 'node:assert/strict';
import {PassThrough} from 'node:stream';
import test from 'node:test';
import {createTerminalInput} from '../../source/app/terminal-input.js';

const ESC = '\u{1B}';
const ESCAPE = `${ESC}[27u`;

/** A terminal whose time passes when a test says so. */
function start(env: NodeJS.ProcessEnv = {}) {
  const terminal = new PassThrough();
  const timers = new Set<{at: number; readonly callback: () => void}>();
  let now = 0;
  const input = createTerminalInput(terminal as unknown as NodeJS.ReadStream, env, {
    schedule(callback, ms) {
      const timer = {at: now + ms, callback};
      timers.add(timer);
      return () => timers.delete(timer);
    },
  });
  Object.assign(terminal, {unref() {}, setRawMode() {}});
  input.take();
  let got = '';
  input.stream.setEncoding('utf8').on('data', text => {
    got += text;
  });
  const settle = () => new Promise<void>(resolve => setImmediate(resolve));
  const expire = (ms: number) => {
    now += ms;
    for (const timer of [...timers].filter(({at}) => at <= now)) {
      timers.delete(timer);
      timer.callback();
    }
  };

  return {
    async type(keys: string | Uint8Array) {
      terminal.write(keys);
      await settle();
    },
    expire,
    async pass(ms: number) {
      expire(ms);
      await settle();
    },
    got: () => got,
    timers: () => timers.size,
    terminal,
    stop: input.stop,
  };
}

test('an Escape and what follows within 50 ms is one key, and later it is two', async () => {
  const quick = start();
  await quick.type(ESC);
  await quick.pass(49);
  assert.equal(quick.got(), '');
  await quick.type('[B');
  assert.equal(quick.got(), `${ESC}[B`);

  const slow = start();
  await slow.type(ESC);
  await slow.pass(50);
  assert.equal(slow.got(), ESCAPE);
  await slow.type('[B');
  assert.equal(slow.got(), `${ESCAPE}[B`);
});

test('over SSH it is 100 ms', async () => {
  for (const name of ['SSH_CONNECTION', 'SSH_CLIENT', 'SSH_TTY']) {
    const {type, pass, got} = start({[name]: '10.0.0.1 22'});
    await type(ESC);
    await pass(99);
    assert.equal(got(), '', name);
    await type('[');
    await pass(99);
    await type('B');
    assert.equal(got(), `${ESC}[B`, name);
    await type(ESC);
    await pass(100);
    assert.equal(got(), `${ESC}[B${ESCAPE}`, name);
  }
});

test('an answer may stop in its midst for a second, then keys are keys again', async () => {
  const {type, pass, got} = start();
  for (const piece of [`${ESC}P`, '1$r', '0;1', `m${ESC}`]) {
    await type(piece);
    await pass(999);
  }

  await type('\\j');
  assert.equal(got(), 'j');
  await type(`${ESC}]11;rgb:`);
  await pass(1000);
  await type('k');
  assert.equal(got(), 'jk');
});

test('words of the terminal and pastes press no key, though each character comes by itself', async () => {
  // Here time stands still: on a real terminal, whoever writes them may stop in the midst for longer than a sequence may.
  const {type, got} = start();
  for (const character of [
    `${ESC}P>|q4p?(390)${ESC}\\`,
    `${ESC}]11;rgb:q4p/b?e/q\u{7}`,
    `${ESC}_Gi=31;q${ESC}\\`,
    `${ESC}[<0;10;20M${ESC}[<0;10;20m`,
    `${ESC}[I${ESC}[O`,
    `${ESC}[24;80R${ESC}[?62;22c`,
    'j',
  ].join('')) {
    await type(character);
  }

  assert.equal(got(), 'j');
  const paste = `${ESC}[200~denied q x${ESC}[201~`;
  for (const character of paste) {
    await type(character);
  }

  assert.equal(got(), `j${paste}`);
});

test('what has arrived while the program was busy is read before an Escape is given up', async () => {
  const {type, expire, got} = start();
  await type(ESC);
  // The time is over, and the rest is there already: the timer comes first.
  expire(500);
  await type('[B');
  assert.equal(got(), `${ESC}[B`);
});

test('in a locale of Latin-1 its letters are typed, each at once or after the wait for an Escape', async () => {
  const {type, pass, got} = start({LC_ALL: 'de_DE.ISO-8859-1'});
  await type(Buffer.from('\u{FC}', 'latin1'));
  assert.equal(got(), 'ü');
  await type(Buffer.from('\u{E4}', 'latin1'));
  await pass(50);
  assert.equal(got(), 'üä');
});

test('no timer waits where nothing is unfinished, and none is left at the end', async () => {
  const {type, timers, stop, terminal} = start();
  await type('jkl');
  assert.equal(timers(), 0);
  await type(ESC);
  assert.equal(timers(), 1);
  stop();
  assert.equal(timers(), 0);
  assert.equal(terminal.listenerCount('data'), 0);
});
