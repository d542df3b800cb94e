import assert from 'node:assert/strict';
import test from 'node:test';
import {runInNewContext} from 'node:vm';
import {build} from 'esbuild';
import stringWidth from 'string-width';
import {OLDEST_SYNTAX} from '../../scripts/bundle.js';
import {lateEmoji} from '../../scripts/plugins/late-emoji.js';

/** string-width as it is bundled, and how often it has had V8 read the pattern of all emoji. */
async function bundledStringWidth() {
  const {outputFiles} = await build({
    stdin: {contents: "export {default} from 'string-width'", resolveDir: process.cwd()},
    bundle: true,
    write: false,
    format: 'iife',
    globalName: 'bundled',
    target: OLDEST_SYNTAX,
    plugins: [lateEmoji],
  });
  let read = 0;
  class CountingRegExp extends RegExp {
    constructor(source: string, flags: string) {
      super(source, flags);
      read += source.includes('RGI_Emoji') ? 1 : 0;
    }
  }
  const width: typeof stringWidth = runInNewContext(`${outputFiles[0]?.text}; bundled.default`, {
    RegExp: CountingRegExp,
    Intl,
  });
  return {width, read: () => read};
}

test('what a screen begins with has nobody read the pattern of all emoji', async () => {
  const {width, read} = await bundledStringWidth();
  for (const text of [
    '',
    'ami-0123',
    '█▏ 12 % · 1h 30m',
    'größer – „äöü“ …',
    '日本語 アミ',
    '→↑↓✓✗',
  ]) {
    assert.equal(width(text), stringWidth(text), text);
  }
  assert.equal(read(), 0);
});

test('emoji are as wide as string-width says, and the pattern is read once', async () => {
  const {width, read} = await bundledStringWidth();
  for (const text of ['👍', '👨‍👩‍👧 family', '🇩🇪', '1️⃣', '❤️', 'e\u0301', '🏽', '\u0600👍']) {
    assert.equal(width(text), stringWidth(text), text);
  }
  assert.equal(read(), 1);
});
