import {pathToFileURL} from 'node:url';

/** Stands in for `import.meta`, which a script doesn't have. */
export const importMeta = {url: pathToFileURL(__filename).href};
