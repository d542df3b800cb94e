import os from 'node:os';
import process from 'node:process';
import packageJson from '../../../package.json' with {type: 'json'};

export const {name, version} = packageJson;

/** Put in by the build: what the program was built from. */
declare const BUILD_COMMIT: string | undefined;

/** What --version prints; for a bug report with what it runs on. */
export function versionText(isVerbose: boolean): string {
  const own = `amiwatch/${version}\n`;
  const commit = typeof BUILD_COMMIT === 'string' ? BUILD_COMMIT : 'not built';
  return isVerbose
    ? `${own}Node ${process.version}\nplatform ${process.platform} ${process.arch}, ${os.type()} ${os.release()}\ncommit ${commit}\n`
    : own;
}
