import {join} from 'node:path';
import {loadSharedConfigFiles} from '@smithy/core/config';
import {cleanText, TEXT_LIMITS} from '../clean-text.js';
import {Ec2Error} from '../errors.js';

export type Settings = Readonly<Record<string, string | undefined>>;

/** One profile of the shared config and credentials files, with its neighbours (roles name a source profile). */
export type Profile = {
  readonly name: string;

  /** True when `--profile` named it: only then do keys in the environment give way, as with the aws command. */
  readonly isByFlag: boolean;
  readonly settings: Settings;
  readonly settingsOf: (name: string) => Settings | undefined;

  /** A section such as `services x` of the config file. */
  readonly section: (type: 'services' | 'sso-session', name: string) => Settings | undefined;
};

/** Where the files are, and that they are read anew. */
function sharedFiles(env: NodeJS.ProcessEnv) {
  const home = env.HOME;
  return {
    configFilepath: env.AWS_CONFIG_FILE || (home ? join(home, '.aws', 'config') : undefined),
    filepath:
      env.AWS_SHARED_CREDENTIALS_FILE || (home ? join(home, '.aws', 'credentials') : undefined),
    ignoreCache: true,
  };
}

/** Every profile of the config and credentials files, in their order. */
export async function profileNames(env: NodeJS.ProcessEnv): Promise<readonly string[]> {
  const {configFile, credentialsFile} = await loadSharedConfigFiles(sharedFiles(env));
  return namesIn({...configFile, ...credentialsFile});
}

/** Other sections of the config file are named with their type in front. */
function namesIn(files: Readonly<Record<string, unknown>>): readonly string[] {
  return Object.keys(files).filter(name => !/^(?:sso-session|services)\./.test(name));
}

function own<T>(record: Record<string, T>, key: string): T | undefined {
  return Object.hasOwn(record, key) ? record[key] : undefined;
}

/**
Reads the profile: `--profile`, AWS_PROFILE, AWS_DEFAULT_PROFILE or `default`, from AWS_CONFIG_FILE and AWS_SHARED_CREDENTIALS_FILE or `~/.aws`. Read from the disk each time, so that what was changed meanwhile counts.
@throws {Ec2Error} of kind `configuration` when a profile was named and is in neither file.
*/
export async function loadProfile(
  flag: string | undefined,
  env: NodeJS.ProcessEnv,
): Promise<Profile> {
  const {configFile, credentialsFile} = await loadSharedConfigFiles(sharedFiles(env));

  // The credentials file wins, as it does in the SDK's own providers.
  const settingsOf = (name: string): Settings | undefined => {
    const config = own(configFile, name);
    const credentials = own(credentialsFile, name);
    return config || credentials ? {...config, ...credentials} : undefined;
  };

  const named = flag || env.AWS_PROFILE || env.AWS_DEFAULT_PROFILE;
  const name = named || 'default';
  const settings = settingsOf(name);
  if (named && !settings) {
    throw new Ec2Error(
      `The profile '${cleanText(name, TEXT_LIMITS.id)}' was not found in the AWS config and credentials files. ${knownNames({...configFile, ...credentialsFile})}`,
      {kind: 'configuration'},
    );
  }

  return {
    name,
    isByFlag: Boolean(flag),
    settings: settings ?? {},
    settingsOf,
    section: (type, section) => own(configFile, `${type}.${section}`),
  };
}

/** More than a line has room for say nothing. */
const MAX_NAMED = 10;

/** What may have been meant. The aws command lists profiles in its version 2 only. */
function knownNames(files: Readonly<Record<string, unknown>>): string {
  const names = namesIn(files);
  if (names.length === 0) {
    return 'There is none in them: run aws configure.';
  }

  const shown = names.slice(0, MAX_NAMED).map(name => cleanText(name, 40));
  return `There are: ${shown.join(', ')}${names.length > MAX_NAMED ? ', ...' : ''}.`;
}
