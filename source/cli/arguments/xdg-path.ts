import path from 'node:path';
import {homeFolder} from './home-folder.js';

const FOLDERS = {XDG_CONFIG_HOME: '.config', XDG_STATE_HOME: '.local/state'} as const;

/**
A file of amiwatch below one of the user's folders, such as `$XDG_CONFIG_HOME/amiwatch/config.json`; `undefined` where there is no home.
Without a package: xdg-basedir reads the environment of the process once while it loads, and this one is handed its own.
Source: https://specifications.freedesktop.org/basedir-spec/latest/
*/
export function xdgPath(
  env: NodeJS.ProcessEnv,
  variable: keyof typeof FOLDERS,
  file: string,
): string | undefined {
  const folder = env[variable];
  // The specification has a relative path ignored.
  if (folder && path.isAbsolute(folder)) {
    return path.join(folder, 'amiwatch', file);
  }
  const home = homeFolder(env);
  return home && path.join(home, FOLDERS[variable], 'amiwatch', file);
}
