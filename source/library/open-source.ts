import process from 'node:process';
import {type Ec2Source, type Ec2SourceOptions, openEc2Source as open} from '../ec2/client.js';
import {checkFunction, checkMs, checkSources} from './check.js';
import type {LibrarySource, TasksConfig} from './config.js';

/** The options of a source; all of them have defaults. */
export type SourceOptions = Omit<Ec2SourceOptions, 'env' | 'defaults' | 'processStdin'> & {
  /** Where the settings are read from. @default that of this process */
  readonly env?: Ec2SourceOptions['env'];
};

/** A source that lets go of its connections with `using`. */
export type OpenedSource = Ec2Source & {readonly [Symbol.dispose]: () => void};

/**
Opens a profile in a Region, as the aws command finds them: options, environment, files. Asks neither EC2 nor for credentials yet.
@throws {Ec2Error} of kind `configuration`: no Region, no such profile, a CA bundle that can't be read.
@throws {TypeError | RangeError} for options that are none.
*/
export async function openEc2Source(options: SourceOptions = {}): Promise<OpenedSource> {
  const {readTimeoutMs, connectTimeoutMs, debug, credentials, env = process.env} = options;
  checkMs(readTimeoutMs, 'readTimeoutMs');
  checkMs(connectTimeoutMs, 'connectTimeoutMs');
  checkFunction(debug, 'debug');
  if (credentials !== undefined && !isCredentials(credentials)) {
    throw new TypeError(
      'credentials is a provider (a function that resolves to keys), or keys: {accessKeyId, secretAccessKey, sessionToken}.',
    );
  }
  for (const name of ['profile', 'region', 'endpointUrl', 'caBundle'] as const) {
    const value: unknown = options[name];
    if (value !== undefined && typeof value !== 'string') {
      throw new TypeError(`${name} is a text, not ${typeof value}.`);
    }
  }
  const source = await open({...options, env});
  return {...source, [Symbol.dispose]: () => source.destroy()};
}

function isCredentials(value: unknown): boolean {
  const keys = value as {accessKeyId?: unknown; secretAccessKey?: unknown} | null;
  return (
    typeof value === 'function' ||
    (typeof keys?.accessKeyId === 'string' && typeof keys.secretAccessKey === 'string')
  );
}

/** Runs with the sources that were given, or with that of the environment, which is let go afterwards. */
export async function* withSources<T>(
  {sources}: TasksConfig,
  use: (sources: readonly LibrarySource[]) => AsyncGenerator<T>,
): AsyncGenerator<T> {
  if (sources !== undefined) {
    yield* use(checkSources(sources));
    return;
  }
  const own = await openEc2Source();
  try {
    yield* use([own]);
  } finally {
    own.destroy();
  }
}
