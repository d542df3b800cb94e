import {fileURLToPath} from 'node:url';

/** One JSON text a line: the versions, then expression, answer of the service and what comes of it. */
export const RECORDED_FILE = fileURLToPath(new URL('recorded.jsonl', import.meta.url));
