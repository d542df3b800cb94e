import {execFileSync} from 'node:child_process';
import process from 'node:process';
import {AMIWATCH_ENV} from './run-amiwatch.js';

/** What the npm that runs the tests, a user of AWS and a desktop leave in the environment. What a machine needs to reach its registry stays. */
const LEFT_BEHIND =
  /^(?:npm_|AWS_|XDG_|AMIWATCH_|INIT_CWD$|NODE_(?:ENV|OPTIONS|PATH|TEST_CONTEXT)$)/i;

/**
The environment of somebody who types commands by hand, with an account and an empty home.
@param folders What comes first in the PATH.
*/
export function handEnv(home: string, folders: readonly string[] = []): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(([name]) => !LEFT_BEHIND.test(name));
  const usual = (process.env.PATH ?? '').split(':').filter(one => !one.includes('node_modules'));
  return {
    ...Object.fromEntries(kept),
    ...AMIWATCH_ENV,
    HOME: home,
    PATH: [...folders, ...usual].join(':'),
    // What was fetched once needn't be fetched again.
    npm_config_cache: npmCache(),
  };
}

let cache: string | undefined;

function npmCache(): string {
  cache ??= execFileSync('npm', ['config', 'get', 'cache'], {encoding: 'utf8'}).trim();
  return cache;
}
