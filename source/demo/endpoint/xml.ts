import type {DemoTask} from '../demo-task.js';
import type {ServiceError} from './service-error.js';

const DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n';

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
  // A bare carriage return would be read as a line feed.
  '\r': '&#13;',
};

/** Everything that XML 1.0 can't carry, not even escaped; lone surrogates among it. */
const IMPOSSIBLE = /[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu;

/** Makes text safe as the content of an element; what XML can't carry is dropped. */
export function escapeXml(text: string): string {
  return text
    .replaceAll(IMPOSSIBLE, '')
    .replaceAll(/[&<>"'\r]/g, character => ENTITIES[character] as string);
}

/** The answer of the action. `nextToken` is an empty element on the last page. */
export function writeTasks(
  tasks: readonly DemoTask[],
  nextToken: string | undefined,
  requestId: string,
): string {
  const members = [
    element('requestId', requestId),
    `<storeImageTaskResultSet>${tasks.map(item).join('')}</storeImageTaskResultSet>`,
    element('nextToken', nextToken ?? ''),
  ].join('\n    ');
  return `${DECLARATION}<DescribeStoreImageTasksResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/">\n    ${members}\n</DescribeStoreImageTasksResponse>`;
}

export function writeError(error: ServiceError, requestId: string): string {
  const members = element('Code', error.code) + element('Message', error.message);
  return `${DECLARATION}<Response><Errors><Error>${members}</Error></Errors>${element('RequestID', requestId)}</Response>`;
}

function item(task: DemoTask): string {
  const members = [
    element('amiId', task.amiId),
    element('taskStartTime', new Date(task.startedAt).toISOString()),
    element('bucket', task.bucket),
    element('s3objectKey', task.s3ObjectKey),
    element('progressPercentage', String(task.progressPercentage)),
    element('storeTaskState', task.storeTaskState),
  ];
  if (task.storeTaskFailureReason !== undefined) {
    members.push(element('storeTaskFailureReason', task.storeTaskFailureReason));
  }

  return `<item>${members.join('')}</item>`;
}

function element(name: string, text: string): string {
  return text === '' ? `<${name}/>` : `<${name}>${escapeXml(text)}</${name}>`;
}
