import {cleanText, TEXT_LIMITS} from '../clean-text.js';
import {Ec2Error} from '../errors.js';
import type {Section} from './config-file.js';
import {readSharedFiles, type SharedFiles} from './shared-files.js';

/** One profile of the shared config and credentials files, with its neighbours (roles name a source profile). */
export type Profile = {
  readonly name: string;

  /** True when `--profile` named it: only then do keys in the environment give way, as with the aws command. */
  readonly isByFlag: boolean;

  /** Of both files. */
  readonly settings: Section;
  readonly files: SharedFiles;
};

/**
Reads the profile: `--profile`, AWS_PROFILE, AWS_DEFAULT_PROFILE or `default`. Of the variables the first that is set counts, even if to nothing.
@throws {Ec2Error} of kind `configuration` when a profile was named and is in neither file, or one of them can't be read.
*/
export async function loadProfile(
  flag: string | undefined,
  env: NodeJS.ProcessEnv,
): Promise<Profile> {
  return profileOf(flag, await readSharedFiles(env), env);
}

/** The same, of files that have been read. @throws {Ec2Error} */
export function profileOf(
  flag: string | undefined,
  files: SharedFiles,
  env: NodeJS.ProcessEnv,
): Profile {
  const named = flag || (env.AWS_PROFILE ?? env.AWS_DEFAULT_PROFILE);
  const name = named ?? 'default';
  const settings = files.profiles.get(name);
  if (named !== undefined && !settings) {
    throw new Ec2Error(notFound(name, [...files.profiles.keys()]), {kind: 'configuration'});
  }

  return {name, isByFlag: Boolean(flag), settings: settings ?? new Map(), files};
}

/** Every profile of both files: those of the config file first, each in its order. */
export async function profileNames(env: NodeJS.ProcessEnv): Promise<readonly string[]> {
  return [...(await readSharedFiles(env)).profiles.keys()];
}

/**
A setting that is a text.
@throws {Ec2Error} of kind `configuration` where an indented block stands in its place.
*/
export function settingOf(section: Section | undefined, key: string): string | undefined {
  const value = section?.get(key);
  if (value instanceof Map) {
    throw new Ec2Error(
      `The setting ${key} holds a block of settings, not a text. Mend it in the AWS config file.`,
      {
        kind: 'configuration',
      },
    );
  }

  return value as string | undefined;
}

/** A setting that an environment variable beats, even one that is set to nothing: botocore's rule. */
export function variableOr(
  variable: string,
  key: string,
  env: NodeJS.ProcessEnv,
  {settings}: Pick<Profile, 'settings'>,
): string | undefined {
  return env[variable] ?? settingOf(settings, key);
}

/** The same for one that is on only as `true`, in any case. */
export function isOn(
  variable: string,
  key: string,
  env: NodeJS.ProcessEnv,
  profile: Pick<Profile, 'settings'>,
): boolean {
  return variableOr(variable, key, env, profile)?.toLowerCase() === 'true';
}

/** More than a line has room for say nothing. */
const MAX_NAMED = 10;

/** With what may have been meant; the aws command lists profiles in its version 2 only. */
function notFound(name: string, known: readonly string[]): string {
  if (name === '') {
    return "AWS_PROFILE or AWS_DEFAULT_PROFILE is set to nothing, and there is no profile ''. Unset it, or name a profile in it.";
  }

  const shown = known.slice(0, MAX_NAMED).map(other => cleanText(other, 40));
  const others = shown.length
    ? `There are: ${shown.join(', ')}${known.length > MAX_NAMED ? ', ...' : ''}.`
    : 'There is none in them: run aws configure.';
  return `The profile '${cleanText(name, TEXT_LIMITS.id)}' was not found in the AWS config and credentials files. ${others}`;
}
