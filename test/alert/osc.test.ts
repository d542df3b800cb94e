import assert from 'node:assert/strict';
import test from 'node:test';
import headless from '@xterm/headless';
import fc from 'fast-check';
import {
  notificationProtocol,
  notificationSequence,
} from '../../source/alert/sequences/terminal-sequences.js';

const XTERM = {TERM: 'xterm-256color'};
const NOTE = {title: 'ami-1 failed', body: 'Client error: access denied'};

for (const [env, protocol] of [
  [XTERM, 'osc9'],
  [{...XTERM, TERM_PROGRAM: 'iTerm.app'}, 'osc9'],
  [{...XTERM, TERM_PROGRAM: 'WezTerm'}, 'osc777'],
  [{...XTERM, VTE_VERSION: '7600'}, 'osc777'],
  [{TERM: 'rxvt-unicode-256color'}, 'osc777'],
  [{TERM: 'foot'}, 'osc777'],
  [{TERM: 'xterm-ghostty'}, 'osc777'],
  [{TERM: 'xterm-kitty'}, 'osc99'],
  [
    {TERM: 'tmux-256color', TMUX: '/tmp/tmux,1,0', TERM_PROGRAM: 'tmux', KITTY_WINDOW_ID: '1'},
    'osc99',
  ],
  [{TERM: 'screen', STY: '1.pts', LC_TERMINAL: 'iTerm2'}, 'osc9'],
  // A terminal says who it is; what another one left in the environment doesn't count.
  [{TERM: 'xterm-kitty', VTE_VERSION: '7600'}, 'osc99'],
  [{...XTERM, TERM_PROGRAM: 'iTerm.app', KITTY_WINDOW_ID: '1'}, 'osc9'],
  [{...XTERM, TERM_PROGRAM: 'constructor'}, 'osc9'],
  [{TERM: 'linux'}, undefined],
  [{TERM: 'vt100'}, undefined],
  [{TERM: 'dumb'}, undefined],
  [{}, undefined],
] as const) {
  test(`asks ${JSON.stringify(env)} by ${protocol ?? 'nothing'}`, () => {
    assert.equal(notificationProtocol(env), protocol);
  });
}

test('writes each protocol as its terminals read it', () => {
  assert.equal(
    notificationSequence(NOTE, 'n-1', XTERM),
    '\u{1B}]9;amiwatch: ami-1 failed, Client error: access denied\u{7}',
  );
  assert.equal(
    notificationSequence(NOTE, 'n-1', {TERM: 'foot'}),
    '\u{1B}]777;notify;amiwatch: ami-1 failed;Client error: access denied\u{7}',
  );
  assert.equal(
    notificationSequence(NOTE, 'n-1', {TERM: 'xterm-kitty'}),
    '\u{1B}]99;i=n-1:d=0;amiwatch: ami-1 failed\u{7}\u{1B}]99;i=n-1:d=1:p=body;Client error: access denied\u{7}',
  );
  assert.equal(notificationSequence(NOTE, 'n-1', {TERM: 'linux'}), '');
});

const hostile = fc
  .array(
    fc.oneof(
      fc.string({unit: 'binary', maxLength: 20}),
      fc.constantFrom(
        ';',
        '\u{7}',
        '\u{1B}\\',
        '\u{1B}]0;x\u{7}',
        '\u{9C}',
        '\u{9B}2J',
        '\n',
        '\u{202E}',
        'x'.repeat(500),
      ),
    ),
    {maxLength: 12},
  )
  .map(parts => parts.join(''));

test('no text breaks out of its place: a terminal reads our sequences and nothing else', async () => {
  const calls: {readonly ident: number; readonly data: string}[] = [];
  const terminal = new headless.Terminal({cols: 80, rows: 5, allowProposedApi: true});
  for (const ident of [0, 2, 9, 52, 777, 99]) {
    terminal.parser.registerOscHandler(ident, data => {
      calls.push({ident, data});
      return true;
    });
  }

  const expected = [
    {env: XTERM, ident: 9, parts: [1]},
    {env: {TERM: 'foot'}, ident: 777, parts: [3]},
    {env: {TERM: 'xterm-kitty'}, ident: 99, parts: [2, 2]},
  ] as const;
  await fc.assert(
    fc.asyncProperty(
      hostile,
      hostile,
      fc.constantFrom(...expected),
      async (title, body, {env, ident, parts}) => {
        calls.length = 0;
        await new Promise<void>(resolve => {
          terminal.write(notificationSequence({title, body}, 'n-1', env), resolve);
        });
        assert.deepEqual(
          calls.map(call => call.ident),
          parts.map(() => ident),
        );
        assert.deepEqual(
          calls.map(call => call.data.split(';').length),
          [...parts],
        );
        for (const {data} of calls) {
          assert.match(data, /^[\x20-\x7e]{1,360}$/);
        }

        const {active} = terminal.buffer;
        assert.equal(active.cursorX + active.cursorY, 0);
        assert.equal(active.getLine(0)?.translateToString(true), '');
      },
    ),
    {numRuns: 2000},
  );
});

test('no key reaches a notification', () => {
  const sequence = notificationSequence(
    {title: 't', body: 'denied for AKIAIOSFODNN7EXAMPLE'},
    'n',
    XTERM,
  );
  assert.ok(!sequence.includes('AKIA'));
  assert.ok(sequence.includes('denied for'));
});
