import type {StoreImageTask} from './store-image-task.js';

/** Whether a task fits. */
export type Matcher = (task: StoreImageTask) => boolean;

const SEARCHED = [
  'amiId',
  'bucket',
  's3ObjectKey',
  'storeTaskState',
  'storeTaskFailureReason',
] as const satisfies readonly (keyof StoreImageTask)[];

/** Makes a search text a test: any field that contains it, upper and lower case alike. Nothing searched: everything fits. */
export function compileSearch(text: string): Matcher {
  const wanted = text.trim();
  if (wanted === '') {
    return () => true;
  }

  const pattern = new RegExp(wanted.replaceAll(/[$()*+.?[\\\]^{|}]/g, '\\$&'), 'iu');
  return task => SEARCHED.some(field => pattern.test(task[field] ?? ''));
}

/** The matcher of a list of exact values; an empty list fits all, as with the API's own filters. */
export function oneOf(values: readonly string[], value: string | undefined): boolean {
  return values.length === 0 || values.includes(value ?? '');
}
