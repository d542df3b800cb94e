import assert from 'node:assert/strict';
import {mkdtempSync, readFileSync, rmSync, statSync, writeFileSync} from 'node:fs';
import {mkdir} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import path from 'node:path';
import test from 'node:test';
import {
  ALL_FLAGS,
  COMPLETION_SHELLS,
  type CompletionShell,
  flagSpellings,
} from '../../source/cli/arguments/flags.js';
import {REGIONS} from '../../source/cli/completion/regions.js';
import {runCompletion} from '../../source/cli/completion/run-completion.js';
import {
  readSeenImages,
  rememberImages,
  seenImagesPath,
} from '../../source/cli/completion/seen-images.js';
import {splitLine} from '../../source/cli/completion/split-line.js';
import {OUTPUTS} from '../../source/report/once/formats.js';
import {runAmiwatch} from '../helpers/run-amiwatch.js';

const BREAKS = '"\'><=;|&(:';
const AMIS = ['ami-0d91b7584a2265b1f', 'ami-0c7ed4d57b1e2feb8'] as const;

const PROFILES = ['default', 'prod', 'a:b', 'old-keys', 'our own team', 'it\'s "odd" $HOME'];

/** A home with profiles and AMIs that were seen. */
async function home(t: {after: (action: () => void) => void}): Promise<NodeJS.ProcessEnv> {
  const HOME = mkdtempSync(path.join(tmpdir(), 'amiwatch-completion-'));
  t.after(() => rmSync(HOME, {recursive: true}));
  await mkdir(path.join(HOME, '.aws'));
  const files = {
    config: ['default', 'profile prod', 'profile a:b', 'sso-session corp', 'services x'],
    // Only in this file the SDK takes any name.
    credentials: ['old-keys', 'our own team', 'it\'s "odd" $HOME'],
  };
  for (const [file, sections] of Object.entries(files)) {
    const text = sections.map(section => `[${section}]\nregion = us-east-1\n`).join('');
    writeFileSync(path.join(HOME, '.aws', file), text);
  }
  rememberImages({HOME}, AMIS);
  return {HOME};
}

async function ask(env: NodeJS.ProcessEnv, shell: CompletionShell, line: string) {
  let text = '';
  await runCompletion([shell, line, shell === 'bash' ? BREAKS : ''], env, {
    write: chunk => {
      text += chunk;
    },
  });
  const [head = '', ...candidates] = text.replace(/\n$/, '').split('\n');
  const [kind, prefix = ''] = head.split('\t');
  return {kind, prefix, candidates: candidates.map(line => line.split('\t')[0])};
}

const bash = async (env: NodeJS.ProcessEnv, line: string) =>
  (await ask(env, 'bash', line)).candidates;

test('every flag of the table is offered in every shell', async t => {
  const env = await home(t);
  for (const shell of COMPLETION_SHELLS) {
    const {candidates} = await ask(env, shell, 'amiwatch -');
    for (const spelling of ALL_FLAGS.flatMap(flagSpellings)) {
      assert.ok(candidates.includes(spelling), `${shell} ${spelling}`);
    }
  }
});

test('what fits the beginning of a word is offered', async t => {
  const env = await home(t);
  for (const [line, expected] of [
    ['amiwatch --inter', ['--interval']],
    ['amiwatch --output ', OUTPUTS],
    ['amiwatch --output=js', ['json']],
    ['amiwatch --state C', ['Completed']],
    ['amiwatch --interval ', []],
    ['amiwatch -n ', []],
    ['amiwatch --columns ami,sta', ['ami,state', 'ami,started']],
    [
      'amiwatch --columns=ami,state,started,re',
      ['ami,state,started,reason', 'ami,state,started,region'],
    ],
    ['amiwatch --region us-gov-w', ['us-gov-west-1']],
    ['amiwatch --region eu-west-1 --region=ap-southeast-6', ['ap-southeast-6']],
    ['amiwatch --filters Na', ['Name=task-state,Values=', 'Name=bucket,Values=']],
    ['amiwatch --filters Name=task', ['task-state,Values=']],
    ['amiwatch --filters Name=task-state,Values=Fa', ['Failed']],
    ['amiwatch --filters Name=task-state,Values=Failed,In', ['Failed,InProgress']],
    ['amiwatch --filters Name=bucket,Values=x Name=b', ['bucket,Values=']],
    ['amiwatch ', AMIS],
    [`amiwatch ${AMIS[0]} ami-0`, [AMIS[1]]],
    ['amiwatch --image-ids ami-0d', [AMIS[0]]],
    [`amiwatch --image-ids ${AMIS[0]} ami-0c`, [AMIS[1]]],
    ['amiwatch --image-ids ami-0d91b7584a2265b1f --wa', ['--wait']],
    ['amiwatch --demo --de', ['--debug']],
    ['amiwatch -- ami-0c', [AMIS[1]]],
    ['amiwatch --completion p', ['powershell']],
    ['amiwatch --generate-cli-skeleton y', ['yaml-input']],
    ['amiwatch --generate-cli-skeleton --ou', ['--output']],
    ['AWS_PROFILE=x A=b amiwatch --sort pro', ['progress']],
    ['./dist/amiwatch.mjs --color o', ['on', 'off']],
    ['amiwatch --no-such-flag --sort pro', ['progress']],
    ['amiwatch --stat Fa', ['Failed']],
  ] as const) {
    assert.deepEqual(await bash(env, line), expected, line);
  }
});

test('profiles come from the files of the aws command, whatever is in their names', async t => {
  const env = await home(t);
  const {candidates} = await ask(env, 'zsh', 'amiwatch --profile ');
  assert.deepEqual(candidates, PROFILES);
  for (const [line, expected] of [
    ['amiwatch --profile ou', ['our\\ own\\ team']],
    ['amiwatch --profile our\\ o', ['our\\ own\\ team']],
    ["amiwatch --profile 'our o", ['our own team']],
    ['amiwatch --profile "our o', ['our own team']],
    ['amiwatch --profile=our', ['our\\ own\\ team']],
    ['amiwatch --profile="our', ['our own team']],
    ['amiwatch --profile it', ['it\\\'s\\ \\"odd\\"\\ \\$HOME']],
    // Readline takes the word from behind the colon.
    ['amiwatch --profile a:', ['b']],
  ] as const) {
    assert.deepEqual(await bash(env, line), expected, line);
  }
  const elsewhere = {...env, AWS_CONFIG_FILE: '/nowhere', AWS_SHARED_CREDENTIALS_FILE: '/nowhere'};
  assert.deepEqual(await bash(elsewhere, 'amiwatch --profile '), []);
});

test('each shell gets a word in the form that it puts in', async t => {
  const env = await home(t);
  const line = 'amiwatch --profile=our';
  assert.deepEqual(await ask(env, 'zsh', line), {
    kind: 'words',
    prefix: '--profile=',
    candidates: PROFILES,
  });
  const {candidates} = await ask(env, 'fish', line);
  assert.ok(candidates.includes('--profile=our own team'));
  assert.deepEqual((await ask(env, 'powershell', line)).candidates, ["'--profile=our own team'"]);
});

test('files are left to the shell, with what comes before them', async t => {
  const env = await home(t);
  for (const flag of ALL_FLAGS.filter(({placeholder}) => placeholder === 'FILE')) {
    for (const shell of COMPLETION_SHELLS) {
      const [spelling = ''] = flagSpellings(flag);
      const apart = {kind: 'files', prefix: '', candidates: []};
      assert.deepEqual(await ask(env, shell, `amiwatch ${spelling} "a b`), apart);
      const attached = {kind: 'files', prefix: `${spelling}=`, candidates: []};
      assert.deepEqual(await ask(env, shell, `amiwatch ${spelling}=/e`), attached);
    }
  }
});

test('a line is split as its shell does it', () => {
  for (const [shell, line, words, current] of [
    ['bash', 'a b\\ c "d \\" $e" f', ['b c', 'd " $e'], 'f'],
    ['bash', "a 'b\\' c", ['b\\'], 'c'],
    ['fish', "a 'b\\'c' d", ["b'c"], 'd'],
    ['powershell', "a 'b''c' \"d`\"e\" f` g", ["b'c", 'd"e'], 'f g'],
    ['zsh', 'a  b\t', ['b'], ''],
    ['bash', 'a "', [], ''],
    ['bash', '', [], ''],
  ] as const) {
    const typed = splitLine(line, shell);
    assert.deepEqual([typed.words, typed.current], [words, current], line);
  }
});

test('no line that can be typed is answered with an error', async t => {
  const env = await home(t);
  const pieces = ['--state', '=', "'", '"', '\\', ' ', '-', 'x', '--', '\t', '$(', '`', ',', 'é'];
  for (let seed = 0; seed < 400; seed++) {
    const line = Array.from(
      {length: seed % 9},
      (_, index) => pieces[(seed * 7 + index * 5 + ((seed >> index) & 3)) % pieces.length],
    ).join('');
    for (const shell of COMPLETION_SHELLS) {
      const {kind} = await ask(env, shell, `amiwatch ${line}`);
      assert.ok(kind === 'words' || kind === 'files', line);
    }
  }
});

test('the AMIs seen last come first, each once, and not for ever', async t => {
  const env = await home(t);
  const many = Array.from({length: 300}, (_, index) => `ami-${String(index).padStart(8, '0')}`);
  rememberImages(env, many);
  assert.deepEqual(readSeenImages(env), many.slice(0, 200));
  rememberImages(env, [AMIS[1], many[5] as string, 'not an AMI\u001B']);
  assert.deepEqual(readSeenImages(env).slice(0, 3), [AMIS[1], many[5], many[0]]);
  const {mode} = statSync(seenImagesPath(env) as string);
  assert.equal(mode & 0o777, 0o600);
  assert.match(readFileSync(seenImagesPath(env) as string, 'utf8'), /^(?:ami-[\da-f]+\n){200}$/);
});

test('a home that cannot be written to is no reason to say anything', () => {
  assert.doesNotThrow(() => rememberImages({HOME: '/dev/null'}, AMIS));
  assert.deepEqual(readSeenImages({HOME: '/dev/null'}), []);
  assert.equal(seenImagesPath({HOME: '/h', XDG_STATE_HOME: '/s'}), '/s/amiwatch/seen-amis');
  assert.equal(
    seenImagesPath({HOME: '/h', XDG_STATE_HOME: 's'}),
    '/h/.local/state/amiwatch/seen-amis',
  );
});

test('the Regions are those that the SDK knows', () => {
  const file = '@aws-sdk/core/dist-es/submodules/client/util-endpoints/lib/aws/partitions.js';
  const text = readFileSync(`node_modules/${file}`, 'utf8');
  const known = [...text.matchAll(/"([a-z]+(?:-[a-z]+)+-\d+)": \{\s*"description": "([^"]+)"/g)];
  assert.ok(known.length > 40);
  assert.deepEqual(
    REGIONS,
    known.map(([, region, name]) => [region, name]),
  );
});

test('a shell that is not known is refused with 252', async () => {
  const {code, stderr} = await runAmiwatch(['--completion', 'tcsh']);
  assert.equal(code, 252);
  assert.match(stderr, /bash, zsh, fish or powershell/);
});
