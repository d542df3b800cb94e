import assert from 'node:assert/strict';
import {spawnSync} from 'node:child_process';
import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import test from 'node:test';
import {ALL_FLAGS, COMPLETION_SHELLS, flagSpellings} from '../../source/cli/arguments/flags.js';
import {parseArguments} from '../../source/cli/arguments/parse-arguments.js';
import {completionScript} from '../../source/cli/help/completion.js';
import {EXAMPLES, helpText} from '../../source/cli/help/help.js';
import {manPage} from '../../source/cli/help/man-page.js';
import {REPORT_COLUMNS} from '../../source/report/once/columns.js';
import {OUTPUTS} from '../../source/report/once/formats.js';
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

for (const shell of COMPLETION_SHELLS) {
  test(`completion for ${shell} has every flag`, () => {
    const script = completionScript(shell);
    for (const spelling of spellings) {
      assert.ok(
        script.includes(shell === 'fish' ? `-l ${spelling.slice(2)} ` : spelling),
        spelling,
      );
    }
  });
}

test('bash completes flags and their values', {skip: has('bash', '--version')}, () => {
  const complete = (...words: readonly string[]) => {
    const {stdout, stderr} = spawnSync('bash', [
      '-c',
      `${completionScript('bash')}
COMP_WORDS=(amiwatch ${words.map(word => `'${word}'`).join(' ')}); COMP_CWORD=${words.length}
_amiwatch; printf '%s\\n' "\${COMPREPLY[@]}"`,
    ]);
    assert.equal(String(stderr), '');
    return String(stdout).trim().split('\n');
  };
  assert.deepEqual(complete('--inter'), ['--interval']);
  assert.deepEqual(complete('--output', ''), OUTPUTS);
  assert.deepEqual(complete('--state', 'C'), ['Completed']);
  assert.deepEqual(complete('--interval', ''), ['']);
});

for (const shell of ['zsh', 'fish'] as const) {
  test(`${shell} can read its script`, {skip: has(shell, '--version')}, t => {
    // A file: fish reads no script from the socket that stdin is here.
    const folder = mkdtempSync(path.join(tmpdir(), 'amiwatch-completion-'));
    t.after(() => rmSync(folder, {recursive: true}));
    const file = path.join(folder, 'script');
    writeFileSync(file, completionScript(shell));
    const {status, stderr} = spawnSync(shell, ['-n', file]);
    assert.equal(status, 0, String(stderr));
  });
}

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
