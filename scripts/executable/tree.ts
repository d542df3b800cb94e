import {chmod, cp, readdir, utimes} from 'node:fs/promises';
import path from 'node:path';
import {completionScript} from '../../source/cli/completion/scripts.js';
import {manPage} from '../../source/cli/help/man-page.js';
import {writeWhole} from '../bundle.js';

/** What comes with the executable, below the prefix it is unpacked into. */
export type Company = {
  readonly version: string;
  readonly date: Date;

  /** The licences of everything in the executable. */
  readonly licenses: string;

  /** Where zsh looks for functions: Debian has a folder of its own for packages. @default 'share/zsh/site-functions' */
  readonly zshFolder?: string;
};

/** Writes man page, completions and licences to where the programs that read them look for them. */
export async function writeCompany(
  prefix: string,
  {version, date, licenses, zshFolder = 'share/zsh/site-functions'}: Company,
): Promise<void> {
  const texts = {
    'share/man/man1/amiwatch.1': manPage(version, date.toISOString().slice(0, 10)),
    'share/bash-completion/completions/amiwatch': completionScript('bash'),
    [`${zshFolder}/_amiwatch`]: completionScript('zsh'),
    'share/fish/vendor_completions.d/amiwatch.fish': completionScript('fish'),
    // PowerShell has no folder for them: a profile sources it.
    'share/amiwatch/amiwatch.ps1': completionScript('powershell'),
    'share/doc/amiwatch/licenses.txt': licenses,
  };
  for (const [file, text] of Object.entries(texts)) {
    await writeWhole(path.join(prefix, file), text);
  }
  await cp('license', path.join(prefix, 'share/doc/amiwatch/copyright'));
}

/** Gives everything in a folder the modes and the date that it has in a package, whatever the umask and the hour of the build. */
export async function settle(folder: string, date: Date): Promise<void> {
  const entries = await readdir(folder, {recursive: true, withFileTypes: true});
  for (const entry of entries) {
    const file = path.join(entry.parentPath, entry.name);
    const isProgram = entry.isDirectory() || path.basename(entry.parentPath) === 'bin';
    await chmod(file, isProgram ? 0o755 : 0o644);
    await utimes(file, date, date);
  }
  await chmod(folder, 0o755);
  await utimes(folder, date, date);
}
