import assert from 'node:assert/strict';
import {spawnSync} from 'node:child_process';
import {globSync, readFileSync} from 'node:fs';
import process from 'node:process';
import test from 'node:test';
import {hookEnvironment} from '../../source/alert/hooks/hook-environment.js';
import {EXIT_CODE, SIGNAL_EXIT_CODE} from '../../source/base/exit-code.js';
import {ALL_FLAGS, flagSpellings, shortSpellings} from '../../source/cli/arguments/flags.js';
import {parseArguments} from '../../source/cli/arguments/parse-arguments.js';
import {ENVIRONMENT} from '../../source/cli/help/environment.js';
import {EXAMPLES, helpText} from '../../source/cli/help/help.js';
import {manPage} from '../../source/cli/help/man-page.js';
import {version} from '../../source/cli/help/version.js';
import type {CliIo} from '../../source/cli/io.js';
import {main} from '../../source/cli/main.js';
import {REPORT_COLUMNS} from '../../source/report/once/columns.js';
import {COLUMNS} from '../../source/view/panels/columns.js';
import {KEYMAP} from '../../source/view/state/keymap.js';
import {runAmiwatch} from '../helpers/run-amiwatch.js';

const spellings = ALL_FLAGS.flatMap(flag => flagSpellings(flag));

const has = (command: string, ...argv: readonly string[]) =>
  spawnSync(command, argv).error === undefined ? false : `${command} is not installed`;

test('help has every flag, in ASCII, and folds at the width of the terminal', () => {
  for (const width of [40, 41, 61, 62, 80, 99, 100, 300, undefined]) {
    const text = helpText(width);
    const limit = Math.min(width ?? 80, 100);
    assert.deepEqual(
      text.split('\n').filter(line => line.length > limit),
      [],
      `${width}`,
    );
    assert.doesNotMatch(text, /[^\n -~]/);
    for (const spelling of spellings) {
      assert.ok(text.includes(spelling), `${width} ${spelling}`);
    }
    // A command in several lines is still one that can be copied.
    const commands = text.replaceAll(/ \\\n +/g, ' ');
    for (const [, command] of EXAMPLES) {
      assert.ok(commands.includes(`$ ${command}\n`), `${width} ${command}`);
    }
  }
});

test('help is told the width by the terminal it is written to', async () => {
  let text = '';
  const stdout = {isTTY: true, columns: 44, write: (chunk: string) => (text += chunk)};
  const code = await main(['--help'], {stdout} as unknown as CliIo);
  assert.equal(code, 0);
  assert.ok(text.split('\n').every(line => line.length <= 44));
});

test('help names the config file, the exit codes and where the keys are', () => {
  const text = helpText(80).replaceAll(/\s+/g, ' ');
  assert.match(text, /\$XDG_CONFIG_HOME\/amiwatch\/config\.json \(by default ~\/\.config/);
  assert.match(text, /Keys On the screen \? shows every key/);
  const codes = [...Object.values(EXIT_CODE), Object.values(SIGNAL_EXIT_CODE).join(', ')];
  for (const code of codes) {
    assert.match(helpText(80), new RegExp(`^  ${code} +[A-Z-]`, 'm'));
  }
});

test('the version is one line, and more of it is for a bug report', async () => {
  for (const flag of ['--version', '-v', '-V']) {
    const {code, stdout} = await runAmiwatch([flag]);
    assert.deepEqual([code, stdout], [0, `amiwatch/${version}\n`]);
  }
  const {stdout} = await runAmiwatch(['-v', '--verbose']);
  const [own, node, platform, commit, ...rest] = stdout.split('\n');
  assert.deepEqual([own, node, rest], [`amiwatch/${version}`, `Node ${process.version}`, ['']]);
  assert.ok(platform?.startsWith(`platform ${process.platform} ${process.arch}, `));
  assert.match(commit ?? '', /^commit \S/);
  const alone = await runAmiwatch(['--verbose', '--demo']);
  assert.equal(alone.code, 252);
  assert.match(alone.stderr, /--verbose only means something with --version/);
});

test('the examples of the help are command lines that can be read', () => {
  for (const [, command] of EXAMPLES) {
    const [program, ...argv] = command.replace(/ >.*/, '').replaceAll("'", '').split(' ');
    assert.equal(program, 'amiwatch');
    assert.doesNotThrow(() => parseArguments(argv), command);
  }
});

test('no two flags are spelled alike', () => {
  const shorts = ALL_FLAGS.flatMap(shortSpellings);
  assert.equal(new Set([...spellings, ...shorts]).size, spellings.length + shorts.length);
});

const PAGE = manPage('1.2.3', '2026-01-31');

/** The page as it is read, one line a paragraph. */
const plain = PAGE.replaceAll(/\\f[BIR]/g, '')
  .replaceAll('\\-', '-')
  .replaceAll('\\(ha', '^')
  .replaceAll('\\(ti', '~')
  .replaceAll('\\(ga', '`');

test('the man page has every flag, key, exit code and variable', () => {
  assert.match(PAGE, /^\.TH AMIWATCH 1 2026-01-31 "amiwatch 1\.2\.3"$/m);
  for (const section of ['KEYS', 'EXIT STATUS', 'ENVIRONMENT', 'FILES', 'SEE ALSO']) {
    assert.ok(PAGE.includes(`\n.SH ${section}\n`), section);
  }
  for (const spelling of spellings) {
    assert.ok(plain.includes(spelling), spelling);
  }
  const [, keys = ''] = plain.split('.SH KEYS');
  for (const {help = ''} of KEYMAP) {
    assert.ok(keys.replaceAll('\n', ' ').includes(help), help);
  }
  for (const code of Object.values(EXIT_CODE)) {
    assert.match(PAGE, new RegExp(`^\\.B ${code}$`, 'm'));
  }
  for (const name of Object.keys(hookEnvironment({}))) {
    assert.ok(plain.includes(`\n${name}\n`), name);
  }
  for (const file of ['config.json', 'seen-amis', '~/.aws/credentials']) {
    assert.ok(plain.includes(file), file);
  }
});

test('the man page has every variable that the source reads', () => {
  const told = new Set(ENVIRONMENT.flatMap(([names]) => names));
  const read = new Set(ALL_FLAGS.flatMap(({env = []}) => env as readonly string[]));
  for (const file of [
    ...globSync('source/**/*.{ts,tsx}').filter(name => !name.includes('help/environment')),
    'scripts/run-parts.ts',
  ]) {
    const text = readFileSync(file, 'utf8');
    for (const [, one, several] of text.matchAll(
      /\benv\??\.([A-Z]\w+)|\{([A-Z_, ]+)\} = (?:process\.)?env\b/g,
    )) {
      for (const name of (one ?? several ?? '').split(', ')) {
        read.add(name);
      }
    }
    for (const [, name = ''] of text.matchAll(/'((?:AWS|BOTO|XDG)_[A-Z0-9_]+)'/g)) {
      read.add(name);
    }
  }
  assert.ok(read.size > 35, [...read].join());
  assert.deepEqual(
    [...read].filter(name => !told.has(name)),
    [],
  );
  for (const name of told) {
    assert.ok(plain.includes(name), name);
  }
});

test('the man page is read without a word against it', {
  skip: has('mandoc', '-T', 'lint', '/dev/null'),
}, () => {
  const {stdout, stderr} = spawnSync('mandoc', ['-T', 'lint'], {input: PAGE, encoding: 'utf8'});
  assert.equal(stdout + stderr, '');
});

test('groff finds nothing wrong with the man page, and divides no word of it', {
  skip: has('groff', '--version'),
}, () => {
  for (const width of [60, 78, 120]) {
    const argv = ['-man', '-Tascii', '-ww', `-rLL=${width}n`];
    const {stdout, stderr} = spawnSync('groff', argv, {input: PAGE, encoding: 'utf8'});
    // An address is longer than a narrow line.
    assert.equal(width < 100 ? '' : stderr, '');
    // groff prints bold by striking letters twice.
    const text = stdout.replaceAll(/.\u0008|\u001B\[\d+m/g, '');
    for (const word of [
      ...spellings,
      ...ENVIRONMENT.flatMap(([names]) => names),
      'describe-store-image-tasks',
    ]) {
      assert.ok(text.includes(word), `${width} ${word}`);
    }
    assert.doesNotMatch(text, /\w-\n/);
  }
});

test('reports and screen name their columns alike', () => {
  // What the screen has beside: it takes watching, or two columns share one.
  const own = ['marker', 'eta', 'when', 'short', 'bucketOrWhy'];
  const onScreen = COLUMNS.map(({id}) => id).filter(id => !own.includes(id));
  assert.deepEqual([...onScreen].sort(), Object.keys(REPORT_COLUMNS).sort());
});
