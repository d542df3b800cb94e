/** Serves the files of every published package. */
const HOST = 'https://unpkg.com';

/** The readme as the package page needs it: it resolves no path, and the package has the pictures. */
export function packedReadme(text: string, version: string): string {
  return text.replaceAll('](media/', `](${HOST}/amiwatch@${version}/media/`);
}

/** The readme as it is in the repository. */
export function sourceReadme(text: string, version: string): string {
  return text.replaceAll(`](${HOST}/amiwatch@${version}/media/`, '](media/');
}
