import {readFile} from 'node:fs/promises';
import {splitLines, strip} from '../../base/python-space.js';
import {readAwsFile} from '../config/config-file.js';
import {expandUser} from '../config/expand-path.js';
import {settingOf} from '../config/profile.js';
import {halfConfigured, shown} from './half-configured.js';
import type {Way} from './way.js';

/**
Keys in a file of the tools before the aws command, which it still looks for: AWS_CREDENTIAL_FILE, then BOTO_CONFIG, or `/etc/boto.cfg` and `~/.boto`.
@throws {Ec2Error} of kind `configuration` for keys by half, and for an AWS_CREDENTIAL_FILE that isn't there.
Source: botocore 1.43, credentials.py, OriginalEC2Provider and BotoProvider
*/
export async function findOldFile(env: NodeJS.ProcessEnv): Promise<Way | undefined> {
  return (await findEc2File(env)) ?? (await findBotoFile(env));
}

async function findEc2File(env: NodeJS.ProcessEnv): Promise<Way | undefined> {
  const path = env.AWS_CREDENTIAL_FILE;
  if (path === undefined) {
    return undefined;
  }

  const place = expandUser(path, env);
  const text = await readFile(place, 'utf8').catch(() => {
    throw halfConfigured(
      `The file ${shown(place)}, which AWS_CREDENTIAL_FILE names, can't be read. Mend or unset it.`,
    );
  });
  const settings = new Map(
    splitLines(text)
      .filter(line => line.includes('='))
      .map(line => [
        strip(line.slice(0, line.indexOf('='))),
        strip(line.slice(line.indexOf('=') + 1)),
      ]),
  );
  return keysOf(place, settings.get('AWSAccessKeyId'), settings.get('AWSSecretKey'));
}

async function findBotoFile(env: NodeJS.ProcessEnv): Promise<Way | undefined> {
  const paths = env.BOTO_CONFIG === undefined ? ['/etc/boto.cfg', '~/.boto'] : [env.BOTO_CONFIG];
  for (const path of paths) {
    const section = (await readAwsFile(path, env)).get('Credentials');
    const way = keysOf(
      path,
      settingOf(section, 'aws_access_key_id'),
      settingOf(section, 'aws_secret_access_key'),
    );
    if (way) {
      return way;
    }
  }

  return undefined;
}

function keysOf(
  file: string,
  accessKeyId: string | undefined,
  secretAccessKey: string | undefined,
): Way | undefined {
  if (accessKeyId === undefined) {
    return undefined;
  }

  if (!accessKeyId || !secretAccessKey) {
    throw halfConfigured(
      `The file ${shown(file)} has one key of two. Put both there, or take the ID out.`,
    );
  }

  return {kind: 'keys', holder: undefined, file, keys: {accessKeyId, secretAccessKey}};
}
