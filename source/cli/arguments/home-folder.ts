import {homedir} from 'node:os';

/** The user's home folder; `undefined` for a user without one, such as the random user ID of a container, for whom Node throws. */
export function homeFolder(env: NodeJS.ProcessEnv): string | undefined {
  if (env.HOME) {
    return env.HOME;
  }
  try {
    return homedir();
  } catch {
    return undefined;
  }
}
