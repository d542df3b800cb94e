import assert from 'node:assert/strict';
import {execFile, spawnSync} from 'node:child_process';
import {mkdirSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import process from 'node:process';
import test from 'node:test';
import {promisify} from 'node:util';
import {loadProfile} from '../../source/ec2/config/profile.js';
import {findWay} from '../../source/ec2/credentials/find-way.js';
import {sourceOf} from '../../source/ec2/credentials/way.js';
import {howToRenew} from '../../source/ec2/renewal-advice.js';

const run = promisify(execFile);

/** Version 1 is first on the path here, Debian's version 2 beside it; where they are one file the second run repeats the first. */
const COMMANDS = ['aws', '/usr/bin/aws'];

const NAMES = ['ops', 'it is mine', "o'brien $(reboot) `id`", 'a;b&&c "d"', 'pr*d?', 'back\\slash'];

for (const command of COMMANDS) {
  const skip = spawnSync(command, ['--version']).status !== 0 && `${command} is not installed`;
  for (const name of NAMES) {
    test(`${command}: the remedy for session keys of '${name}' leaves nothing of the old ones`, {
      skip,
    }, async t => {
      const home = mkdtempSync(path.join(tmpdir(), 'amiwatch-remedy-'));
      t.after(() => rmSync(home, {recursive: true}));
      mkdirSync(path.join(home, '.aws'));
      const old = 'aws_access_key_id = OLD\naws_secret_access_key = OLD\naws_session_token = OLD\n';
      writeFileSync(path.join(home, '.aws', 'credentials'), `[${name}]\n${old}[other]\n${old}`);
      const env = {PATH: process.env.PATH, HOME: home};
      const profile = () => loadProfile(name, env);
      const source = sourceOf(await findWay(await profile(), env), name);
      assert.equal(source.hasToken, true);
      const line = /aws configure set .*$/.exec(howToRenew(source))?.[0] ?? '';
      const asTyped = line
        .replaceAll(/\baws configure/g, `${command} configure`)
        .replace('_key_id ID ', '_key_id NEWID ')
        .replace('_access_key KEY ', '_access_key NEWKEY ')
        .replace('_token TOKEN ', '_token NEWTOKEN ');
      await run('sh', ['-c', asTyped], {env});
      const {settings, files} = await profile();
      assert.deepEqual(Object.fromEntries(settings), {
        aws_access_key_id: 'NEWID',
        aws_secret_access_key: 'NEWKEY',
        aws_session_token: 'NEWTOKEN',
      });
      assert.equal(files.profiles.get('other')?.get('aws_session_token'), 'OLD');
      for (const [key, value] of [
        ['aws_access_key_id', 'NEWID'],
        ['aws_session_token', 'NEWTOKEN'],
      ] as const) {
        const {stdout} = await run(command, ['configure', 'get', key, '--profile', name], {env});
        assert.equal(stdout.trim(), value, 'as the aws command itself reads it');
      }
    });
  }
}
