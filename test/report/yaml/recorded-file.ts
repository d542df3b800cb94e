import {fileURLToPath} from 'node:url';

/** One JSON text a line: the versions, then query, answer of the service and what is printed of it. */
export const RECORDED_YAML = fileURLToPath(new URL('recorded.jsonl', import.meta.url));
