import {execFileSync} from 'node:child_process';
import {writeFileSync} from 'node:fs';
import {startEc2Endpoint} from '../source/demo/endpoint/ec2-endpoint.js';
import {ptyScenario, someDemoTasks} from './helpers/pty-scenario.js';

const N = '/tmp/wt/keys/node_modules/.bin/node';
const tmux = (...args: string[]) =>
  execFileSync('tmux', ['-L', 'keys-tour', '-f', '/dev/null', ...args], {encoding: 'utf8'});
const sleep = (ms: number) => new Promise(r => setTimeout(r, ms));
const scenario = ptyScenario(someDemoTasks(450));
const endpoint = await startEc2Endpoint({scenario});
const MODES: Record<string, string[]> = {
  table: [],
  search: ['/', 'a'],
  buckets: ['b'],
  help: ['?'],
  helpSearch: ['?', '/'],
  detail: ['Enter'],
  events: ['e'],
  troubles: ['!'],
  overview: ['v'],
};
const KEYS = [
  'Up',
  'Down',
  'Left',
  'Right',
  'PageUp',
  'PageDown',
  'Home',
  'End',
  'Enter',
  'Escape',
  'Tab',
  'BSpace',
  'DC',
  'IC',
  'Space',
  'F1',
  'F2',
  'F5',
  'C-a',
  'C-b',
  'C-d',
  'C-e',
  'C-f',
  'C-k',
  'C-l',
  'C-n',
  'C-u',
  'C-w',
  'C-x',
  ...'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789!/?+-=.,',
];
const out: string[] = [];
const sizes = process.argv[2] ? [process.argv[2].split('x').map(Number)] : [[80, 24]];
for (const [columns = 80, rows = 24] of sizes) {
  tmux(
    'new-session',
    '-d',
    '-x',
    String(columns),
    '-y',
    String(rows),
    '-s',
    't',
    `env -u CI LANG=C.UTF-8 AWS_ACCESS_KEY_ID=AKIDEXAMPLE AWS_SECRET_ACCESS_KEY=x AWS_REGION=us-east-1 ${N} /tmp/wt/keys/dist/amiwatch.mjs --endpoint-url ${endpoint.url}; echo ended; sleep 1000`,
  );
  const cap = () => tmux('capture-pane', '-p', '-t', 't');
  for (let i = 0; i < 200 && !/read |\d\d:\d\d:\d\d/.test(cap()); i++) await sleep(50);
  await sleep(500);
  for (const [mode, open] of Object.entries(MODES)) {
    for (const key of KEYS) {
      tmux('send-keys', '-t', 't', 'Escape');
      await sleep(70);
      tmux('send-keys', '-t', 't', 'Escape');
      await sleep(70);
      tmux('send-keys', '-t', 't', 'Escape');
      await sleep(70);
      tmux('send-keys', '-t', 't', 'c', 'g', ...open);
      await sleep(110);
      const before = cap();
      tmux(
        'send-keys',
        '-t',
        't',
        ...(key === ' ' ? ['Space'] : ['-l', '--', key].slice(key.length === 1 ? 0 : 2)),
      );
      await sleep(130);
      const after = cap();
      const lines = after.split('\n');
      const bad = [];
      if (/undefined|NaN|\[object/.test(after)) bad.push('BAD TEXT');
      if (/^ended/m.test(after)) bad.push('ENDED');
      if (after === before) bad.push('same');
      if (lines.slice(0, rows - 1).every(l => l === '')) bad.push('EMPTY');
      const footer = lines.slice(0, rows).filter(Boolean).at(-1) ?? '';
      out.push(`${mode}\t${key}\t${bad.join(',')}\t${footer}`);
      if (bad.includes('ENDED')) {
        tmux('kill-session', '-t', 't');
        tmux(
          'new-session',
          '-d',
          '-x',
          String(columns),
          '-y',
          String(rows),
          '-s',
          't',
          `env -u CI LANG=C.UTF-8 AWS_ACCESS_KEY_ID=AKIDEXAMPLE AWS_SECRET_ACCESS_KEY=x AWS_REGION=us-east-1 ${N} /tmp/wt/keys/dist/amiwatch.mjs --endpoint-url ${endpoint.url}; echo ended; sleep 1000`,
        );
        for (let i = 0; i < 200 && !/\d\d:\d\d:\d\d/.test(cap()); i++) await sleep(50);
        await sleep(300);
      }
    }
  }
  tmux('kill-server');
}
writeFileSync(`/tmp/keys-tour/${process.argv[2] ?? '80x24'}.tsv`, out.join('\n'));
await endpoint.close();
process.exit(0);
