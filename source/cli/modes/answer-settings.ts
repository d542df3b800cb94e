import {EXIT_CODE} from '../../base/exit-code.js';
import {loadProfile, type Profile, settingOf} from '../../ec2/config/profile.js';
import {OUTPUTS, type Output} from '../../report/once/formats.js';
import {
  RETRY_MODES,
  type RetryMode,
  type RetryPolicy,
  retryPolicy,
} from '../../report/once/retry.js';
import {TIMESTAMP_FORMATS, type TimestampFormat} from '../../report/once/timestamp.js';
import {SettingError} from '../arguments/argument-errors.js';
import type {Options} from '../arguments/option-types.js';
import {mustBeOneOf} from '../arguments/suggestion.js';
import {readInteger} from '../arguments/values.js';
import {inCommandWords} from '../setting-words.js';

/** What the environment and the profile say of one answer. Each is looked at only when it is asked for. */
export type AnswerSettings = {
  /** That of the command line, else AWS_DEFAULT_OUTPUT, else `output` of the profile, else json. @throws {SettingError} */
  readonly output: () => Output;

  /** `cli_timestamp_format` of the profile; `wire`, as version 1 has it, where it says nothing. @throws {SettingError} */
  readonly timestamps: () => TimestampFormat;

  /** AWS_RETRY_MODE and AWS_MAX_ATTEMPTS, else `retry_mode` and `max_attempts` of the profile. @throws {SettingError} */
  readonly retries: () => RetryPolicy;
};

type Said = {readonly name: string; readonly value: string};

/**
Reads the settings of the profile that is asked, of the first where there are several.
@throws {Ec2Error} of kind `configuration`, where there is no such profile.
*/
export async function readAnswerSettings(
  {output, sources, isDemo}: Pick<Options, 'output' | 'sources' | 'isDemo'>,
  env: NodeJS.ProcessEnv,
): Promise<AnswerSettings> {
  const {settings, name: profile}: Pick<Profile, 'settings' | 'name'> = isDemo
    ? {settings: new Map(), name: ''}
    : await loadProfile(sources[0]?.profile, env).catch((error: unknown) => {
        throw inCommandWords(error);
      });
  const said = (key: string, variable?: string): Said | undefined => {
    const fromEnv = variable === undefined ? undefined : env[variable];
    if (variable !== undefined && fromEnv !== undefined) {
      return {name: variable, value: fromEnv};
    }
    const value = settingOf(settings, key);
    return value === undefined ? undefined : {name: `${key} of the profile '${profile}'`, value};
  };
  return {
    output() {
      return output ?? oneOf(OUTPUTS, said('output', 'AWS_DEFAULT_OUTPUT')) ?? 'json';
    },
    timestamps() {
      const format = said('cli_timestamp_format');
      // Another name of version 1 for it.
      return format?.value === 'none'
        ? 'wire'
        : (oneOf(TIMESTAMP_FORMATS, format, EXIT_CODE.configuration) ?? 'wire');
    },
    retries() {
      const mode: RetryMode | undefined = oneOf(RETRY_MODES, said('retry_mode', 'AWS_RETRY_MODE'));
      return retryPolicy(mode, readAttempts(said('max_attempts', 'AWS_MAX_ATTEMPTS')));
    },
  };
}

function oneOf<T extends string>(
  values: readonly T[],
  said: Said | undefined,
  exitCode: number = EXIT_CODE.other,
): T | undefined {
  const must = said && mustBeOneOf(values, said.value);
  if (said && must !== undefined) {
    throw new SettingError(`${said.name} must be ${must}, not "${said.value}".`, exitCode);
  }
  return said?.value as T | undefined;
}

function readAttempts(said: Said | undefined): number | undefined {
  const attempts = said && readInteger(said.value);
  if (said && (attempts === undefined || attempts < 1)) {
    throw new SettingError(
      `${said.name} must be a whole number, at least 1, not "${said.value}".`,
      EXIT_CODE.other,
    );
  }
  return attempts;
}
