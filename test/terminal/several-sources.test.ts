import assert from 'node:assert/strict';
import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import test, {type TestContext} from 'node:test';
import {KEY} from '../helpers/pty-keys.js';
import {quit, startLive} from '../helpers/pty-live.js';
import {ptyScenario, someDemoTasks} from '../helpers/pty-scenario.js';

/** The access keys of each profile; the endpoint tells them apart by these. */
const KEYS = {works: 'AKIAWORKSWORKSWORKS0', fails: 'AKIAFAILSFAILSFAILS0'} as const;

function credentialsFile(t: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), 'amiwatch-sources-'));
  t.after(() => rmSync(folder, {recursive: true, force: true}));
  const file = join(folder, 'credentials');
  const profiles = Object.entries(KEYS).map(
    ([name, key]) => `[${name}]\naws_access_key_id = ${key}\naws_secret_access_key = secret\n`,
  );
  writeFileSync(file, profiles.join('\n'));
  return file;
}

test('two profiles and two Regions: one line for those that are well, one for each that isn’t, one profile’s failure hides nothing of the other, R and P choose', async t => {
  const {pty} = await startLive(t, {
    scenario: ptyScenario(someDemoTasks(40)),
    size: {columns: 140, rows: 40},
    env: {AWS_SHARED_CREDENTIALS_FILE: credentialsFile(t)},
    args: [
      ...['--profile', 'works', '--profile', 'fails'],
      ...['--region', 'us-east-1', '--region', 'eu-west-1'],
    ],
    endpoint: {
      intercept: ({client}) =>
        client === KEYS.fails ? {type: 'error', code: 'UnauthorizedOperation'} : undefined,
    },
    // Each source answers in its own time.
    ready: /^! fails · us-east-1: \S[\s\S]*^! fails · eu-west-1: \S[\s\S]*1-\d+ of (?:newest )?80/m,
  });
  const text = pty.text();
  assert.match(text, /^works · us-east-1 40 +works · eu-west-1 40$/m);
  assert.match(text, /^! fails · us-east-1: \S.*DescribeStoreImageTasks/m);
  assert.match(text, /AMI ID .* REGION +PROFILE/);
  assert.match(text, / \[2]InProgress \d+/);
  for (const [keys, wanted] of [
    ['R', /^> \[ ] {5}40\+ {2}eu-west-1$/m],
    [` ${KEY.enter}`, /All 40\+ .* R eu-west-1/],
    ['P', /^> \[ ] {5}40\+ {2}works$/m],
    [KEY.enter, /All 40\+ .* R eu-west-1/],
    ['c', /of (?:newest )?80/],
  ] as const) {
    pty.press(keys);
    await pty.waitFor(wanted, `what ${JSON.stringify(keys)} does`);
  }

  pty.resize({columns: 80, rows: 12});
  await pty.waitFor(/4 sources, 2 failing: fails\/us-east-1: /, 'the banner');
  assert.match(pty.text(), /^> ami-/m);
  await quit(pty);
});
