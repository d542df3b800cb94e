import assert from 'node:assert/strict';
import {existsSync, readFileSync} from 'node:fs';
import path from 'node:path';
import test from 'node:test';

const PAGES = [
  'readme.md',
  'changelog.md',
  'security.md',
  'docs/aws-command.md',
  'docs/library.md',
  'docs/screens.md',
  'source/readme.md',
  'test/faults/table.md',
  'test/soak/figures.md',
  'test/bench/figures.md',
];

/** What somebody looks for in it. */
const SECTIONS = [
  'Two commands',
  'Get it',
  'Watch',
  'One AMI',
  'Keys',
  'In scripts',
  'Exit codes',
  'IAM policy',
  'Environment',
  'In tmux and over SSH',
  'Troubleshooting',
];

test('the readme is short, with one picture and all that is looked for', () => {
  const readme = readFileSync('readme.md', 'utf8');
  assert.ok(readme.split('\n').length <= 201, `${readme.split('\n').length} lines`);
  assert.equal(readme.match(/!\[/g)?.length, 1);
  for (const section of SECTIONS) {
    assert.match(readme, new RegExp(`^##+ ${section}$`, 'm'));
  }
  const before = readme.slice(0, readme.indexOf('## '));
  assert.match(before, /\]\(https:\/\/docs\.aws\.amazon\.com\/[^)]*ami-store-restore\.html\)/);
});

for (const page of PAGES) {
  test(`every link of ${page} leads somewhere`, () => {
    const text = readFileSync(page, 'utf8');
    for (const [, address = ''] of text.matchAll(/\]\(([^)#]+)(?:#[^)]*)?\)/g)) {
      const isElsewhere = /^https?:/.test(address);
      assert.ok(isElsewhere || existsSync(path.join(path.dirname(page), address)), address);
    }
  });
}

test('every direct dependency has a line that says what it is for', () => {
  const {devDependencies} = JSON.parse(readFileSync('package.json', 'utf8'));
  const [, table = ''] = readFileSync('source/readme.md', 'utf8').split('## Dependencies');
  const named = [...table.matchAll(/^\| (`[^|]*) \|/gm)].flatMap(([, cell = '']) =>
    [...cell.replace(/\(.*\)/, '').matchAll(/`([^`]+)`/g)].map(([, name]) => name),
  );
  assert.deepEqual(named.sort(), Object.keys(devDependencies).sort());
});
