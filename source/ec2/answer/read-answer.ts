import type {SaidByService, StoreImageTask} from '../../task/store-image-task.js';
import {cleanOptional, TEXT_LIMITS} from '../clean-text.js';
import {redact} from '../redact.js';
import {childOf, isElement, parseDocument, textOf, type XmlValue} from './xml.js';

const ROOT = 'DescribeStoreImageTasksResponse';

// ISO 8601 as EC2 writes it; without a zone it is UTC.
const TIMESTAMP = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?(Z|[+-]\d\d:?\d\d)?$/;
const INTEGER = /^[+-]?\d{1,9}$/;

export type TaskPage = {
  readonly tasks: readonly StoreImageTask[];
  readonly lostRows: number;
  readonly nextToken: string | undefined;
  readonly hasEmptyToken: boolean;
};

/**
Reads an answer of DescribeStoreImageTasks.
A row whose timestamp or percentage isn't one, or that is no row at all, loses only itself and is counted. A percentage beyond 0 to 100 is taken as the nearer end: it is an estimate, and no reason to hide a task.
@returns `undefined` when it isn't such an answer: not XML, another root, or no list of tasks (an empty list is one).
*/
export function readTaskPage(text: string): TaskPage | undefined {
  const document = parseDocument(text);
  if (document?.root !== ROOT) {
    return undefined;
  }

  const rows = rowsOf(childOf(document.value, 'storeImageTaskResultSet'));
  if (!rows) {
    return undefined;
  }

  const tasks = rows.map(readTask).filter(task => task !== undefined);
  const nextToken = textOf(childOf(document.value, 'nextToken'));
  return {
    tasks,
    lostRows: rows.length - tasks.length,
    nextToken: nextToken || undefined,
    hasEmptyToken: nextToken === '',
  };
}

function rowsOf(list: XmlValue | undefined): readonly XmlValue[] | undefined {
  if (typeof list === 'string') {
    return list.trim() === '' ? [] : undefined;
  }

  if (!isElement(list)) {
    return undefined;
  }

  const item = childOf(list, 'item');
  return item === undefined ? [] : Array.isArray(item) ? item : [item as XmlValue];
}

function readTask(row: XmlValue): StoreImageTask | undefined {
  if (!isElement(row)) {
    return undefined;
  }

  const member = (name: string) => textOf(childOf(row, name));
  const taskStartTime = member('taskStartTime') || undefined;
  const startedAt = taskStartTime === undefined ? undefined : readTimestamp(taskStartTime);
  const progress = member('progressPercentage') || undefined;
  const isLost =
    Number.isNaN(startedAt) ||
    (progress !== undefined && !INTEGER.test(progress)) ||
    MEMBERS.some(name => isUnreadable(childOf(row, name)));
  if (isLost) {
    return undefined;
  }

  const said: SaidByService = {
    amiId: member('amiId'),
    bucket: member('bucket'),
    s3ObjectKey: member('s3objectKey'),
    progressPercentage: progress === undefined ? undefined : Number(progress),
    storeTaskState: member('storeTaskState'),
    storeTaskFailureReason: withoutSecrets(member('storeTaskFailureReason')),
  };
  const clean = cleanMembers(said);
  const isSame = (Object.keys(said) as (keyof SaidByService)[]).every(
    name => said[name] === clean[name],
  );
  return {...clean, taskStartTime, startedAt, ...(isSame ? undefined : {said})};
}

function cleanMembers(said: SaidByService): SaidByService {
  const {progressPercentage} = said;
  return {
    amiId: cleanOptional(said.amiId, TEXT_LIMITS.id),
    bucket: cleanOptional(said.bucket, TEXT_LIMITS.bucket),
    s3ObjectKey: cleanOptional(said.s3ObjectKey, TEXT_LIMITS.key),
    progressPercentage:
      progressPercentage === undefined ? undefined : Math.min(100, Math.max(0, progressPercentage)),
    storeTaskState: cleanOptional(said.storeTaskState, TEXT_LIMITS.id),
    storeTaskFailureReason: cleanOptional(said.storeTaskFailureReason, TEXT_LIMITS.reason),
  };
}

/** The service's own prose, the only text of a task that may quote a key or a signature. Nobody needs those from here, a program that reads json neither. */
function withoutSecrets(reason: string | undefined): string | undefined {
  return reason && redact(reason);
}

const MEMBERS = [
  'amiId',
  'taskStartTime',
  'bucket',
  's3objectKey',
  'progressPercentage',
  'storeTaskState',
  'storeTaskFailureReason',
] as const;

// A member that is there but holds children, or is there twice.
function isUnreadable(value: XmlValue | undefined): boolean {
  return value !== undefined && textOf(value) === undefined;
}

/** Milliseconds since the epoch, or NaN. */
function readTimestamp(text: string): number {
  const zone = TIMESTAMP.exec(text);
  return zone ? Date.parse(zone[1] ? text : `${text}Z`) : Number.NaN;
}
