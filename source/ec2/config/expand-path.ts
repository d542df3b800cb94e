import {readFileSync} from 'node:fs';
import {userInfo} from 'node:os';

/**
A path with `$NAME`, `${NAME}` and a leading `~` or `~user` filled in, as the aws command does it for the places of its files. What isn't known stays as it is.
Source: CPython 3.11, Lib/posixpath.py
*/
export function expandPath(path: string, env: NodeJS.ProcessEnv): string {
  return expandUser(expandVariables(path, env), env);
}

/** A text with `$NAME` and `${NAME}` filled in. */
export function expandVariables(text: string, env: NodeJS.ProcessEnv): string {
  return text.replaceAll(
    /\$(?:(\w+)|\{([^}]*)\})/g,
    (written, name: string | undefined, braced: string | undefined) => {
      const key = name ?? braced ?? '';
      return (Object.hasOwn(env, key) ? env[key] : undefined) ?? written;
    },
  );
}

/** A path with a leading `~` or `~user` filled in. */
export function expandUser(path: string, env: NodeJS.ProcessEnv): string {
  if (!path.startsWith('~')) {
    return path;
  }

  const end = path.includes('/') ? path.indexOf('/') : path.length;
  const home = end === 1 ? (env.HOME ?? ownHome()) : homeOf(path.slice(1, end));
  return home === undefined ? path : home.replace(/\/+$/, '') + path.slice(end) || '/';
}

function ownHome(): string | undefined {
  try {
    return userInfo().homedir;
  } catch {
    return undefined;
  }
}

function homeOf(user: string): string | undefined {
  try {
    const lines = readFileSync('/etc/passwd', 'utf8').split('\n');
    return lines.find(line => line.startsWith(`${user}:`))?.split(':')[5];
  } catch {
    return undefined;
  }
}
