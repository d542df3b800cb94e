import assert from 'node:assert/strict';
import test from 'node:test';
import {ALL_FLAGS, COMPLETION_SHELLS, flagText} from '../../source/cli/arguments/flags.js';
import {runAmiwatch} from '../helpers/run-amiwatch.js';

const fixed = ALL_FLAGS.filter(flag => flag.values !== undefined);

test('every flag with a list of values refuses all others with 252, and prints nothing else', async () => {
  assert.ok(fixed.some(({name}) => name === 'completion'));
  for (const flag of fixed) {
    const [known = ''] = flag.values ?? [];
    for (const wrong of [
      'cmd',
      'pwsh',
      '',
      `${known.toUpperCase()}x`,
      ` ${known}`,
      `${known},`,
      '__proto__',
    ]) {
      const {code, stdout, stderr} = await runAmiwatch([`${flagText(flag)}=${wrong}`]);
      assert.equal(code, 252, `${flagText(flag)}=${wrong}`);
      assert.equal(stdout, '');
      assert.match(stderr, /^amiwatch: [^\n]*\bmust be [^\n]* not "[^\n]*"\.\n$/);
    }
  }
});

test('--completion prints a script of its own for each shell it knows', async () => {
  const scripts = await Promise.all(
    COMPLETION_SHELLS.map(shell => runAmiwatch(['--completion', shell])),
  );
  for (const {code} of scripts) {
    assert.equal(code, 0);
  }

  assert.equal(new Set(scripts.map(({stdout}) => stdout)).size, COMPLETION_SHELLS.length);
  assert.equal(
    (await runAmiwatch(['--completion', 'bsh'])).stderr.includes('did you mean bash?'),
    true,
  );
});
