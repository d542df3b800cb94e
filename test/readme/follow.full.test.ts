import assert from 'node:assert/strict';
import {type ChildProcess, execFileSync, spawn, spawnSync} from 'node:child_process';
import {once} from 'node:events';
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import process from 'node:process';
import test, {after, before} from 'node:test';
import {spawn as spawnPty} from '@lydell/node-pty';
import {type Ec2Endpoint, startEc2Endpoint} from '../../source/demo/endpoint/ec2-endpoint.js';
import {NODE} from '../helpers/built-file.js';
import {demoTask} from '../helpers/demo-endpoint.js';
import {handEnv} from '../helpers/hand-env.js';
import {waitUntil} from '../helpers/pty.js';
import {createScreen} from '../helpers/screen.js';

/*
Follows the readme as somebody does who has nothing but it: each command as it is written there, in a fresh clone, as a user with an empty home. `ssh`, `scp`, `sudo`, `mail` and `aws` are stand-ins: there is no other host here, nothing is to be installed on this one, and nothing is stored. `npm test` is what CI runs on the same commit.
*/

const readme = readFileSync('readme.md', 'utf8');
const {version} = JSON.parse(readFileSync('package.json', 'utf8')) as {version: string};
const folder = mkdtempSync(path.join(tmpdir(), 'amiwatch-readme-'));
const at = (...parts: readonly string[]) => path.join(folder, ...parts);
const clone = at('clone');
const bastion = at('bastion');

/** The blocks of commands under a heading. */
function blocks(heading: string, language = 'sh'): readonly string[] {
  const [, section = ''] = readme.split(new RegExp(`^##+ ${heading}$`, 'm'));
  const [own = ''] = section.split(/^##+ /m);
  return [...own.matchAll(new RegExp(`\`\`\`${language}\\n(.*?)\`\`\``, 'gs'))].map(
    ([, block = '']) => block,
  );
}

const isThere = (command: string) => spawnSync(command, ['--version']).error === undefined;
const noBuild =
  (process.platform !== 'linux' || process.arch !== 'x64') && 'the packages are made on linux-x64';
const noPackages =
  noBuild ||
  (['strip', 'dpkg-deb', 'dpkg', 'rpmbuild'].every(isThere)
    ? false
    : 'strip, dpkg or rpmbuild is not installed');

/** A task that failed, one that was stored just now, and one that fails while it is watched. */
const AMI = 'ami-0d91b7584a2265b1f';
let endpoint: Ec2Endpoint;
let isFailing = false;

/** When the tasks are told from: one that was stored long ago would be another store's. */
let begunAt = Date.now();

/** The variables of somebody who uses it: an account, and a home of his own. */
function userEnv(home: string): NodeJS.ProcessEnv {
  return {
    ...handEnv(home, [at('stubs'), path.join(home, '.local/bin'), path.dirname(NODE)]),
    AWS_ENDPOINT_URL: endpoint.url,
    BASTION: bastion,
    PACKAGES: at('installed'),
  };
}

const home = at('home');

/** Runs shell text as the readme has it. @returns What it printed on both. */
async function sh(text: string, cwd: string, shell = 'bash'): Promise<string> {
  const script = shell === 'bash' ? `set -euo pipefail\n${text}` : text;
  const child = spawn(shell, ['-c', script], {
    cwd,
    env: userEnv(home),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  child.stdout.on('data', chunk => {
    output += chunk;
  });
  child.stderr.on('data', chunk => {
    output += chunk;
  });
  const [code] = await once(child, 'close');
  assert.equal(code, 0, `${text}\n${output}`);
  return output;
}

function stub(name: string, text: string): void {
  writeFileSync(at('stubs', name), `#!/bin/sh\n${text}\n`);
  chmodSync(at('stubs', name), 0o755);
}

before(async () => {
  for (const name of ['stubs', 'home', 'bastion', 'installed', 'work']) {
    mkdirSync(at(name), {recursive: true});
  }
  // `scp FILE… HOST:` and `ssh -t HOST COMMAND`, where the host has neither Node nor npm.
  stub(
    'scp',
    `eval "last=\\\${$#}"; for one in "$@"; do [ "$one" = "$last" ] || cp "$one" "$BASTION/"; done`,
  );
  stub('ssh', 'shift; shift; cd "$BASTION" && HOME=$BASTION PATH=/usr/bin:/bin exec sh -c "$1"');
  stub(
    'sudo',
    'shift; mkdir -p "$PACKAGES/var/lib/dpkg/info" "$PACKAGES/var/lib/dpkg/updates"; : >> "$PACKAGES/var/lib/dpkg/status"; exec dpkg --root="$PACKAGES" --force-depends --force-not-root --log=/dev/null "$@"',
  );
  stub('mail', 'cat > "$HOME/mail"');
  stub('aws', 'echo "{}"');
  const minutesAgo = (minutes: number) => begunAt - minutes * 60_000;
  endpoint = await startEc2Endpoint({
    scenario: {
      tasks: () => [
        demoTask(0, {
          startedAt: minutesAgo(3),
          storeTaskState: isFailing ? 'Failed' : 'InProgress',
          progressPercentage: 40,
          storeTaskFailureReason: isFailing ? 'AccessDenied: no' : '',
        }),
        demoTask(1, {amiId: AMI, startedAt: minutesAgo(2)}),
        demoTask(2, {
          startedAt: minutesAgo(600),
          storeTaskState: 'Failed',
          bucket: 'ami-archive-03',
        }),
      ],
    },
    now: Date.now,
  });
  execFileSync('git', ['clone', '--quiet', '--depth=1', `file://${process.cwd()}`, clone]);
  mkdirSync(path.join(home, '.aws'), {recursive: true});
  const profile = (name: string) =>
    `[${name}]\naws_access_key_id = AKIDEXAMPLE\naws_secret_access_key = x\n`;
  writeFileSync(path.join(home, '.aws/credentials'), profile('prod') + profile('dev'));
});
after(async () => {
  await endpoint?.close();
  rmSync(folder, {recursive: true, force: true});
});

test('two commands: one install, then the demo', async () => {
  const [block = ''] = blocks('Two commands');
  const [install = '', start = '', check = '', ...rest] = block.trim().split('\n');
  assert.deepEqual([install, rest], ['npm ci', []]);
  assert.match(check, /^npm test /);
  await sh(install, clone);
  const first = await sh(start, clone);
  assert.match(first, /^Building /m);
  assert.match(first, /"StoreImageTaskResults": \[/);
  assert.doesNotMatch(await sh(start, clone), /^Building /m);
});

test('the one file is built and lies in the PATH', async () => {
  const [block = ''] = blocks('Get it');
  await sh(withoutInstall(block), clone);
  assert.equal(await sh('amiwatch --version', at('work')), `amiwatch/${version}\n`);
});

test('the bastion host gets a program that answers there', {skip: noBuild}, async () => {
  const [, block = ''] = blocks('Get it');
  const output = await sh(withoutInstall(block), clone);
  assert.match(output, new RegExp(AMI));
  assert.ok(existsSync(path.join(bastion, '.local/share/man/man1/amiwatch.1')));
  assert.deepEqual(readdirSync(path.join(bastion, '.local')).sort(), ['bin', 'share']);
});

test('the package of the distribution is installed', {skip: noPackages}, async () => {
  const [, , block = ''] = blocks('Get it');
  await sh(withoutInstall(block), clone);
  const program = path.join(at('installed'), 'usr/bin/amiwatch');
  assert.equal(await sh(`${program} --version`, at('work')), `amiwatch/${version}\n`);
  const made = readdirSync(path.join(clone, 'dist-exe'));
  const [, rpm = ''] = /or: sudo rpm -i dist-exe\/(\S+)/.exec(block) ?? [];
  assert.ok(
    made.some(name => path.matchesGlob(name, rpm)),
    rpm,
  );
});

test('the completions are there after what the readme says', async () => {
  const [, , , block = ''] = blocks('Get it');
  const [bash = '', fish = ''] = block.trim().split('\n');
  assert.match(await sh(`${bash}\ncomplete -p amiwatch`, at('work')), /-F _amiwatch amiwatch/);
  if (isThere('fish')) {
    assert.match(
      await sh(`${fish}\ncomplete -c amiwatch`, at('work'), 'fish'),
      /__amiwatch_complete/,
    );
  }
});

const [, watching = ''] = readme.split('## Watch\n');
const rows = [...watching.matchAll(/^\| ([^|]+) \| `(amiwatch[^`]*)`/gm)].slice(0, 7);

test('each command of the table shows what it says', async t => {
  assert.equal(rows.length, 7);
  for (const [, wish = '', command = ''] of rows) {
    await t.test(wish, async () => {
      const typed = command.replaceAll('ami-…', AMI);
      const screen = createScreen({columns: 120, rows: 36});
      const pty = spawnPty('bash', ['-c', `exec ${typed}`], {
        cols: 120,
        rows: 36,
        cwd: at('work'),
        env: {...userEnv(home), TERM: 'xterm-256color', LANG: 'C.UTF-8'} as Record<string, string>,
      });
      let code: number | undefined;
      pty.onExit(({exitCode}) => {
        code = exitCode;
      });
      pty.onData(data => void screen.write(data));
      screen.onAnswer(data => pty.write(data));
      const seen = (what: RegExp) =>
        waitUntil(() => what.test(screen.text()) || undefined, `${typed}: ${what}`, screen.text);
      try {
        await seen(/read \d\d:\d\d|updated|STARTED PER DAY|\d\d:\d\d:\d\d/);
        assert.equal(code, undefined);
        pty.write('\u0003');
        await waitUntil(() => code !== undefined || undefined, 'its end', screen.text);
      } finally {
        pty.kill('SIGKILL');
      }
    });
  }
});

test('the hook of the readme sends its mail when a task fails', async () => {
  const [block = ''] = blocks('Let it call you');
  const config = path.join(home, '.config/amiwatch/config.json');
  mkdirSync(path.dirname(config), {recursive: true});
  writeFileSync(config, '{"interval": 2}');
  const screen = createScreen({columns: 120, rows: 36});
  const pty = spawnPty('bash', ['-c', block], {
    cols: 120,
    rows: 36,
    cwd: at('work'),
    env: {...userEnv(home), TERM: 'xterm-256color', LANG: 'C.UTF-8'} as Record<string, string>,
  });
  try {
    pty.onData(data => void screen.write(data));
    await waitUntil(
      () => /ami-0{17} +InProgress/.test(screen.text()) || undefined,
      'the screen',
      screen.text,
    );
    isFailing = true;
    const mail = path.join(home, 'mail');
    const text = () => (existsSync(mail) ? readFileSync(mail, 'utf8') : '');
    await waitUntil(
      () => /^ami-0{17}: Failed AccessDenied: no$/m.test(text()) || undefined,
      'the mail',
      () => text() + screen.text(),
    );
  } finally {
    isFailing = false;
    pty.kill('SIGKILL');
  }
});

test('each command for scripts prints what it says, and ends as it says', async () => {
  begunAt = Date.now();
  const [answers = '', wait = '', follow = ''] = blocks('In scripts');
  const [ids = '', csv = '', ...rest] = answers.trim().split('\n');
  assert.deepEqual(rest, []);
  assert.equal(await sh(ids, at('work')), 'ami-00000000000000000\n');
  await sh(csv, at('work'));
  const written = readFileSync(at('work', 'tasks.csv'), 'utf8');
  assert.equal(written.trim().split(/\r?\n/).length, 4);
  const waited = await sh(`AMI=${AMI}\n${wait}`, at('work'));
  assert.match(waited, new RegExp(AMI));
  assert.doesNotMatch(waited, /not stored/);

  const child: ChildProcess = spawn('bash', ['-c', follow], {
    cwd: at('work'),
    env: userEnv(home),
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  let notes = '';
  child.stdout?.on('data', chunk => {
    output += chunk;
  });
  child.stderr?.on('data', chunk => {
    notes += chunk;
  });
  try {
    await waitUntil(
      () => /Following/.test(notes) || undefined,
      'it follows',
      () => notes,
    );
    isFailing = true;
    await waitUntil(
      () => output.includes('\n') || undefined,
      'the reason',
      () => output + notes,
    );
    assert.equal(output, 'AccessDenied: no\n');
  } finally {
    isFailing = false;
    process.kill(-(child.pid as number), 'SIGKILL');
  }
});

test('the policy is JSON, and allows the one call', async () => {
  const [policy = ''] = blocks('IAM policy', 'json');
  assert.equal(JSON.parse(policy).Statement[0].Action, 'ec2:DescribeStoreImageTasks');
});

test("the library's example gives every task, from the package alone in an empty folder", async () => {
  const [code = ''] = blocks('Library', 'js');
  const project = at('project');
  mkdirSync(project);
  await sh(`npm pack --ignore-scripts --pack-destination ${folder}`, clone);
  writeFileSync(path.join(project, 'package.json'), '{}');
  await sh(`npm install --offline --no-audit --no-fund ../amiwatch-${version}.tgz`, project);
  writeFileSync(path.join(project, 'example.mjs'), code);
  copyFileSync(path.join(clone, 'test/library/example.mjs'), path.join(project, 'longer.mjs'));
  const printed = (await sh(`${NODE} example.mjs`, project)).trim().split('\n');
  assert.deepEqual(
    printed.map(line => line.split(' ').slice(0, 2).join(' ')),
    ['ami-00000000000000000 InProgress', `${AMI} Completed`, 'ami-00000000000000002 Failed'],
  );
});

/** What is installed already is not installed again: the two commands said so. */
function withoutInstall(block: string): string {
  assert.match(block, /^npm ci && /);
  return block.replace('npm ci && ', '');
}
