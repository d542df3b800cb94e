import assert from 'node:assert/strict';
import test from 'node:test';
import {headLines} from '../../source/view/panels/head-lines.js';
import {planLayout} from '../../source/view/panels/layout.js';
import {readerLines} from '../../source/view/panels/reader-lines.js';
import {summaryLines} from '../../source/view/panels/summary-lines.js';
import {type Trouble, troubleLine, troubleLines} from '../../source/view/panels/trouble-lines.js';
import {isTable} from '../../source/view/state/mode.js';
import {screenOf} from '../../source/view/state/screen-of.js';
import {chooseGlyphs} from '../../source/view/text/theme.js';
import {A_SOURCE, aSnapshot, NOW} from '../helpers/fake-store.js';
import {press, SETTING, UNTOUCHED} from '../helpers/screen-state.js';

const LOG: Trouble = {
  about: 'log',
  since: NOW - 61_000,
  reason: 'ENOSPC',
  count: 3,
  name: '/var/log/x',
};
const EXEC: Trouble = {about: 'exec', since: NOW, reason: 'failed with exit code 3: why', count: 2};
const glyphs = chooseGlyphs({});
const display = {glyphs, isUtc: true, isAbsoluteTime: false};
const textOf = (line: readonly {readonly text: string}[]) => line.map(({text}) => text).join('');
const needs = {
  columns: 80,
  sources: 0,
  banner: 0,
  isList: true,
  hasNews: false,
  hasPreview: false,
};

/** What a pane of so many rows says. */
function summary(rows: number, snapshot = aSnapshot(), troubles: readonly Trouble[] = []): string {
  const setting = {...SETTING, size: {columns: 100, rows}, troubles};
  return summaryLines(screenOf(UNTOUCHED, snapshot, setting), NOW)
    .map(line => textOf(line))
    .join('\n');
}

test('the head’s line begins with what doesn’t work and why, and counts what is missing', () => {
  assert.equal(
    textOf(troubleLine(LOG, 80, display)),
    "! --log can't be written: ENOSPC, 3 lines missing: /var/log/x (! shows all)",
  );
  assert.match(textOf(troubleLine({...LOG, count: 1}, 80, display)), /ENOSPC, 1 line missing/);
  assert.match(
    textOf(troubleLine(EXEC, 80, display)),
    /^! --exec failed with exit code 3: why \(2 times/,
  );
});

test('where it has to be cut, the key that shows the whole is still there', () => {
  assert.equal(textOf(troubleLine(LOG, 40, display)), "! --log can't be written:~ (! shows all)");
});

test('it has a line wherever the screen has more than one, also on a small one', () => {
  for (const [rows, expected] of [
    [24, 2],
    [16, 2],
    [10, 1],
    [6, 1],
  ] as const) {
    const layout = planLayout({...needs, rows, troubles: 2});
    assert.equal(layout.troubles, expected, String(rows));
    assert.equal(layout.body + layout.troubles, planLayout({...needs, rows, troubles: 0}).body);
    const head = headLines(
      {snapshot: aSnapshot(), width: 80, display, isDemo: false, troubles: [LOG, EXEC], layout},
      NOW,
    );
    assert.match(head.map(line => textOf(line)).join('\n'), /--log can't be written: ENOSPC/);
  }

  assert.match(summary(1, aSnapshot(), [LOG, EXEC]), /log: ENOSPC, exec: failed with exit code 3/);
});

test('in a pane of three rows a failure is told while paused, too', () => {
  const error = {kind: 'network', message: 'gone', code: undefined, since: NOW, count: 1} as const;
  const snapshot = aSnapshot({isPaused: true, sources: [{...A_SOURCE, error}]});
  assert.match(summary(3, snapshot), /last try failed: network/);
});

test('! shows all that is wrong now, each whole and wrapped; or that nothing is', () => {
  const error = {
    kind: 'expired',
    message: `Expired. ${'Put new keys there. '.repeat(12)}END`,
  } as const;
  const snapshot = aSnapshot({
    sources: [
      {
        ...A_SOURCE,
        error: {...error, code: undefined, since: NOW, count: 1},
        nextPollAt: NOW + 5000,
      },
    ],
  });
  const lines = troubleLines(snapshot, [LOG, EXEC], {now: NOW, display, width: 60}).map(line =>
    textOf(line),
  );
  const text = lines.join(' ');
  assert.match(
    text,
    /--log can't be written: ENOSPC, 3 lines missing: \/var\/log\/x; since .* for 1m/,
  );
  assert.match(text, /--exec failed with exit code 3: why/);
  assert.match(text, /default\/us-east-1: Expired\. .*END \(next try 12:00:05Z\)/);
  assert.ok(lines.every(line => line.length <= 60));
  assert.deepEqual(
    troubleLines(aSnapshot(), [], {now: NOW, display, width: 60}).map(line => textOf(line)),
    ['nothing is wrong now'],
  );
});

test('what ! shows is said once, and no key is offered that is text there', () => {
  const error = {
    kind: 'network',
    message:
      '127.0.0.1:1 refuses the connection. Check --endpoint-url, the proxy, or whether it runs.',
    code: 'ECONNREFUSED',
    since: NOW,
    count: 1,
  } as const;
  const ill = {...A_SOURCE, error};
  for (const sources of [[ill], [ill, {...A_SOURCE, region: 'eu-west-1'}]]) {
    const snapshot = aSnapshot({sources});
    for (const [columns, rows] of [
      [40, 10],
      [20, 10],
      [80, 24],
      [200, 60],
    ] as const) {
      for (const isReader of [false, true]) {
        const setting = {...SETTING, size: {columns, rows}, troubles: [LOG, EXEC], isReader};
        const shown = (keys: readonly string[]) => {
          const {screen} = press(keys, snapshot, UNTOUCHED, setting);
          const {layout, reader, state} = screen;
          const head = headLines(
            {
              snapshot,
              width: columns,
              display: screen.display,
              isDemo: false,
              troubles: [LOG, EXEC],
              layout,
            },
            NOW,
          );
          const lines = reader
            ? readerLines(reader, state)
            : [...head, ...(isTable(state.mode) ? [] : screen.lines())].map(line => textOf(line));
          return lines.join(' ').replaceAll(/ +/g, ' ');
        };
        const open = shown(['!']);
        assert.doesNotMatch(open, /shows all/, `${columns}x${rows}`);
        assert.equal(open.split('--log').length - 1, 1, open);
        assert.ok(isReader || open.split('refuses').length === 2, open);
        assert.doesNotMatch(shown(['/']), /shows all/);
      }
    }
  }
});
