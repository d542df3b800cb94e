import assert from 'node:assert/strict';
import {mkdirSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import test from 'node:test';
import {AMIWATCH_ENV, runAmiwatch} from '../helpers/run-amiwatch.js';
import {createDice} from './dice.js';
import {fuzzSinks} from './fuzz-sinks.js';
import {assertHarmless, hostileText} from './hostile-text.js';

const STRINGS = 300;
const SEED = 1;
const FILES = 40;

test(`${STRINGS} hostile strings do no harm in reports, titles, notifications, hooks, logs and messages`, async () => {
  assert.ok((await fuzzSinks(STRINGS, SEED)) >= STRINGS);
});

test(`${FILES} hostile config files are told of without their control characters`, async t => {
  const folder = mkdtempSync(join(tmpdir(), 'amiwatch-fuzz-'));
  t.after(() => rmSync(folder, {recursive: true}));
  mkdirSync(join(folder, 'amiwatch'));
  for (let index = 0; index < FILES; index++) {
    const dice = createDice(SEED + index);
    const [key, value] = [hostileText(dice), hostileText(dice)];
    const text = dice.pick([
      () => value,
      () => `{"${key}": "${value}"}`,
      () => JSON.stringify({[key]: value}),
      () => JSON.stringify({output: value}),
      () => JSON.stringify({interval: value}),
      () => JSON.stringify({columns: value}),
    ])();
    writeFileSync(join(folder, 'amiwatch', 'config.json'), text);
    const {code, stderr, stdout} = await runAmiwatch(['--once', '--debug'], {
      env: {...AMIWATCH_ENV, XDG_CONFIG_HOME: folder},
      openSource: () => Promise.reject(new Error(value)),
    });
    assert.notEqual(code, 0);
    for (const line of `${stdout}${stderr}`.split('\n')) {
      assertHarmless(line, `a message about a config file, seed ${SEED + index}`);
    }
  }
});
