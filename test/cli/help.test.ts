import assert from 'node:assert/strict';
import {spawnSync} from 'node:child_process';
import test from 'node:test';
import {ALL_FLAGS, flagSpellings} from '../../source/cli/arguments/flags.js';
import {parseArguments} from '../../source/cli/arguments/parse-arguments.js';
import {EXAMPLES, helpText} from '../../source/cli/help/help.js';
import {manPage} from '../../source/cli/help/man-page.js';
import {REPORT_COLUMNS} from '../../source/report/once/columns.js';
import {COLUMNS} from '../../source/view/panels/columns.js';

const spellings = ALL_FLAGS.flatMap(flag => flagSpellings(flag));

const has = (command: string, ...argv: readonly string[]) =>
  spawnSync(command, argv).error === undefined ? false : `${command} is not installed`;

test('help has every flag, in at most 80 columns of ASCII', () => {
  const lines = helpText().split('\n');
  assert.deepEqual(
    lines.filter(line => line.length > 80),
    [],
  );
  assert.doesNotMatch(helpText(), /[^\n -~]/);
  for (const spelling of spellings) {
    assert.ok(
      lines.some(line => line.includes(spelling)),
      spelling,
    );
  }
});

test('the examples of the help are command lines that can be read', () => {
  for (const [, command] of EXAMPLES) {
    const [program, ...argv] = command.replace(/ >.*/, '').replaceAll("'", '').split(' ');
    assert.equal(program, 'amiwatch');
    assert.doesNotThrow(() => parseArguments(argv), command);
  }
});

test('no two flags are spelled alike', () => {
  const shorts = ALL_FLAGS.flatMap(flag => (flag.short ? [`-${flag.short}`] : []));
  assert.equal(new Set([...spellings, ...shorts]).size, spellings.length + shorts.length);
});

test('the man page has every flag and every exit code', () => {
  const page = manPage('1.2.3', '2026-01-31');
  for (const spelling of spellings) {
    assert.ok(page.includes(spelling.replaceAll('-', '\\-')), spelling);
  }
  assert.match(page, /^\.TH AMIWATCH 1 2026-01-31 "amiwatch 1\.2\.3"$/m);
  assert.match(page, /^\.B 254$/m);
});

test('groff finds nothing wrong with the man page', {skip: has('groff', '--version')}, () => {
  const {stdout, stderr} = spawnSync('groff', ['-man', '-Tascii', '-ww'], {
    input: manPage('1.2.3', '2026-01-31'),
  });
  assert.equal(String(stderr), '');
  // groff prints bold by striking letters twice.
  assert.match(String(stdout).replaceAll(/.\u0008/g, ''), /--generate-cli-skeleton/);
});

test('reports and screen name their columns alike', () => {
  const onScreen = COLUMNS.map(({id}) => id).filter(id => id !== 'marker' && id !== 'eta');
  assert.deepEqual([...onScreen].sort(), Object.keys(REPORT_COLUMNS).sort());
});
