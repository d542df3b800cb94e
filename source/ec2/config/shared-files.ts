import {type AwsFile, readAwsFile, type Section} from './config-file.js';
import {splitWords} from './split-words.js';

/** Both files of the aws command, and what its profiles come to. */
export type SharedFiles = {
  /** A profile's settings of both files; those of the credentials file win. */
  readonly profiles: ReadonlyMap<string, Section>;

  /** Those of the config file alone. */
  readonly config: ReadonlyMap<string, Section>;

  /** Those of the credentials file alone, where a section's name is the profile's. */
  readonly credentials: ReadonlyMap<string, Section>;
  readonly ssoSessions: ReadonlyMap<string, Section>;
  readonly services: ReadonlyMap<string, Section>;
};

/**
Reads AWS_CONFIG_FILE and AWS_SHARED_CREDENTIALS_FILE, or `~/.aws/config` and `~/.aws/credentials`. From the disk each time, so that what was changed meanwhile counts.
@throws {Ec2Error} of kind `configuration`, with the file's name, for one that the aws command can't read.
Source: botocore 1.43, session.py, full_config
*/
export async function readSharedFiles(env: NodeJS.ProcessEnv): Promise<SharedFiles> {
  const [config, credentials] = await Promise.all([
    readAwsFile(env.AWS_CONFIG_FILE ?? '~/.aws/config', env),
    readAwsFile(env.AWS_SHARED_CREDENTIALS_FILE ?? '~/.aws/credentials', env),
  ]);
  return {...mapProfiles(config, credentials), credentials};
}

/** Tells the sections of the config file apart by the first word of their names. Source: botocore 1.43, configloader.py, build_profile_map */
export function mapProfiles(
  config: AwsFile,
  credentials: AwsFile,
): Omit<SharedFiles, 'credentials'> {
  const own = new Map<string, Section>();
  const ssoSessions = new Map<string, Section>();
  const services = new Map<string, Section>();
  for (const [name, section] of config) {
    if (name === 'default') {
      own.set(name, section);
      continue;
    }

    const kind = [
      {word: 'profile', sections: own},
      {word: 'sso-session', sections: ssoSessions},
      {word: 'services', sections: services},
    ].find(({word}) => name.startsWith(word));
    const label = kind && secondWord(name);
    if (label !== undefined) {
      kind?.sections.set(label, section);
    }
  }

  const profiles = new Map(own);
  for (const [name, section] of credentials) {
    profiles.set(name, new Map([...(own.get(name) ?? []), ...section]));
  }

  return {profiles, config: own, ssoSessions, services};
}

/** Of two words, quoted or not; `undefined` for more or fewer, and where a quotation isn't closed: such a section is passed over. */
function secondWord(name: string): string | undefined {
  try {
    const words = splitWords(name);
    return words.length === 2 ? words[1] : undefined;
  } catch {
    return undefined;
  }
}
