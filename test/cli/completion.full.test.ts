import assert from 'node:assert/strict';
import {spawnSync} from 'node:child_process';
import {copyFileSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import process from 'node:process';
import test from 'node:test';
import {spawn} from '@lydell/node-pty';
import {completionScript} from '../../source/cli/completion/scripts.js';
import {rememberImages} from '../../source/cli/completion/seen-images.js';
import {NODE} from '../helpers/built-file.js';
import {waitUntil} from '../helpers/pty.js';
import {builtProgram} from '../helpers/pty-build.js';
import {createScreen} from '../helpers/screen.js';

/*
The completions as somebody meets them who types into a shell and presses Tab. What is offered is tested in completion.test.ts; here it is that the shells take it.
*/

type Shell = {
  readonly argv: (home: string) => readonly string[];

  /** What the shell is told before anything is typed; the script is in the file. */
  readonly setUp: (script: string, home: string) => string;
};

const SHELLS: Readonly<Record<string, Shell>> = {
  bash: {
    argv: () => ['bash', '--noprofile', '--norc', '-i'],
    setUp: script => `source ${script}`,
  },
  zsh: {
    argv: () => ['zsh', '-f', '-i'],
    setUp: script => `unsetopt zle_bracketed_paste prompt_sp; source ${script}`,
  },
  'zsh from fpath': {
    argv: () => ['zsh', '-f', '-i'],
    setUp: (script, home) =>
      `unsetopt zle_bracketed_paste prompt_sp; mkdir -p ${home}/f; cp ${script} ${home}/f/_amiwatch; fpath=(${home}/f $fpath); autoload -Uz compinit; compinit -u -d ${home}/dump`,
  },
  fish: {
    argv: () => ['fish', '--no-config', '-i'],
    setUp: script =>
      `function fish_prompt; echo -n 'R> '; end; set -g fish_autosuggestion_enabled 0; source ${script}`,
  },
  'fish from its folder': {
    argv: () => ['fish', '-i'],
    setUp: (script, home) =>
      `function fish_prompt; echo -n 'R> '; end; set -g fish_autosuggestion_enabled 0; mkdir -p ${home}/.config/fish/completions; cp ${script} ${home}/.config/fish/completions/amiwatch.fish`,
  },
};

const AMI = 'ami-0d91b7584a2265b1f';

/** What is typed, and how the line then stands; the shells quote differently. */
const CASES: readonly (readonly [typed: string, line: RegExp])[] = [
  ['amiwatch --inter', /amiwatch --interval $/],
  ['amiwatch --output ndj', /amiwatch --output ndjson $/],
  ['amiwatch --output=ndj', /amiwatch --output=ndjson $/],
  ['amiwatch --state=Comp', /amiwatch --state=Completed $/],
  ['amiwatch --columns ami,progr', /amiwatch --columns ami,progress $/],
  ['amiwatch --columns=ami,progr', /amiwatch --columns=ami,progress $/],
  ['amiwatch --profile our', /amiwatch --profile (?:our\\ own\\ team|'our own team') $/],
  ['amiwatch --profile=our', /amiwatch --profile=(?:our\\ own\\ team|'our own team') $/],
  ["amiwatch --profile 'our", /amiwatch --profile 'our own team' $/],
  ['amiwatch --region us-gov-w', /amiwatch --region us-gov-west-1 $/],
  ['amiwatch --filters Name=task', /amiwatch --filters Name=task-state,Values=$/],
  ['amiwatch --filters Name=task-state,Values=Fai', /Name=task-state,Values=Failed $/],
  ['amiwatch ami-0d9', new RegExp(`amiwatch ${AMI} $`)],
  [
    'amiwatch --ca-bundle odd',
    /amiwatch --ca-bundle (?:odd\\ \\\(1\\\)\\ \\&\\ \\\$x\.pem|'odd \(1\) & \$x\.pem') $/,
  ],
  [
    'amiwatch --ca-bundle=odd',
    /amiwatch --ca-bundle=(?:odd\\ \\\(1\\\)\\ \\&\\ \\\$x\.pem|'odd \(1\) & \$x\.pem') $/,
  ],
  ['amiwatch --log sub/de', /amiwatch --log sub\/deep\.log $/],
];

for (const [name, {argv, setUp}] of Object.entries(SHELLS)) {
  const [program = '', ...rest] = argv('');
  const isMissing = spawnSync(program, ['--version']).error !== undefined;
  test(`${name} completes what is typed`, {
    skip: isMissing && `${program} is not installed`,
  }, async t => {
    const home = mkdtempSync(path.join(tmpdir(), 'amiwatch-tab-'));
    fillHome(home);
    const script = path.join(home, 'script');
    writeFileSync(script, completionScript(program as 'bash'));
    const screen = createScreen({columns: 120, rows: 40});
    const pty = spawn(program, rest, {
      cols: 120,
      rows: 40,
      cwd: path.join(home, 'work'),
      env: {
        HOME: home,
        PATH: `${home}/bin:${path.dirname(NODE)}:/usr/bin:/bin`,
        PS1: 'R> ',
        TERM: 'xterm-256color',
        LANG: 'C.UTF-8',
        LC_ALL: 'C.UTF-8',
        XDG_RUNTIME_DIR: home,
      },
    });
    t.after(() => {
      pty.kill('SIGKILL');
      rmSync(home, {recursive: true, force: true});
    });
    pty.onData(data => void screen.write(data));
    screen.onAnswer(data => pty.write(data));
    const lastLine = () =>
      screen
        .text()
        .split('\n')
        .findLast(line => /R>|#$/.test(line)) ?? '';
    const until = (look: () => boolean, why: string) =>
      waitUntil(() => look() || undefined, why, screen.text);
    await until(() => lastLine() !== '', 'a prompt');
    pty.write(`${setUp(script, home)}; printf 'rea%s\\n' dy\r`);
    await until(
      () => /^ready/m.test(screen.text()) && /(?:R>|#) *$/.test(lastLine()),
      'the set-up',
    );
    for (const [typed, line] of CASES) {
      pty.write('\f');
      await until(
        () => !/^ready/m.test(screen.text()) && /(?:R>|#) *$/.test(lastLine()),
        'a clear screen',
      );
      // The screen's text ends at the last character; a mark shows where the cursor is.
      pty.write(`${typed}\tx`);
      await until(
        () => lastLine().endsWith('x') && line.test(lastLine().slice(0, -1)),
        `${name}: ${typed}`,
      );
      pty.write('\u0015');
      await until(() => /(?:R>|#) *$/.test(lastLine()), 'an empty line');
    }
  });
}

function fillHome(home: string): void {
  for (const folder of ['bin', 'work/sub', '.aws']) {
    mkdirSync(path.join(home, folder), {recursive: true});
  }
  writeFileSync(path.join(home, '.aws/credentials'), '[default]\na = b\n[our own team]\na = b\n');
  for (const file of ['odd (1) & $x.pem', 'sub/deep.log']) {
    writeFileSync(path.join(home, 'work', file), '');
  }
  copyFileSync(builtProgram(), path.join(home, 'bin/amiwatch'));
  symlinkSync(NODE, path.join(home, 'bin/node'));
  rememberImages({HOME: home}, [AMI, 'ami-0c7ed4d57b1e2feb8']);
}

const noPowerShell =
  spawnSync('pwsh', ['-Version']).error !== undefined && 'PowerShell is not installed';

test('PowerShell completes what is typed', {skip: noPowerShell}, t => {
  const home = mkdtempSync(path.join(tmpdir(), 'amiwatch-tab-'));
  t.after(() => rmSync(home, {recursive: true, force: true}));
  fillHome(home);
  const complete = (line: string) => {
    const command = `${completionScript('powershell')}
(TabExpansion2 '${line.replaceAll("'", "''")}' ${line.length}).CompletionMatches.CompletionText`;
    const {stdout} = spawnSync('pwsh', ['-NoProfile', '-NonInteractive', '-Command', command], {
      encoding: 'utf8',
      env: {...process.env, HOME: home, PATH: `${home}/bin:${process.env.PATH}`},
    });
    return stdout.trim().split('\n');
  };
  assert.deepEqual(complete('amiwatch --inter'), ['--interval']);
  assert.deepEqual(complete('amiwatch --output=ndj'), ['--output=ndjson']);
  assert.deepEqual(complete('amiwatch --profile our'), ["'our own team'"]);
});
