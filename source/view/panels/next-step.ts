import type {SourceName} from '../../task/source-name.js';
import type {StoreImageTask} from '../../task/store-image-task.js';
import {shellCommand} from '../text/shell-command.js';
import {field, LABEL_WIDTH, type TextLine} from '../text/text-lines.js';
import {adviceFor} from './failure-advice.js';

/** What a person can do next. Every command is there to be copied; this program never runs one. */
export type NextStep = {
  /** A word or a few. */
  readonly label: string;
  readonly command: string;
};

export type NextSteps = {
  /** What the state asks for: restore, try again, wait. */
  readonly main: NextStep | undefined;

  /** What to look at before: the object, or the bucket of a task that failed. */
  readonly check: NextStep | undefined;

  /** Where the cause of a failure may be; empty for any other state. */
  readonly advice: string;
};

/** @param source Where the task was seen; the commands name the same place. */
export function nextSteps(task: StoreImageTask, source: SourceName | undefined): NextSteps {
  const {amiId, bucket, s3ObjectKey} = task;
  // The default profile goes without saying, and naming it would beat keys in the environment.
  const profile = source?.profile === 'default' ? undefined : source?.profile;
  const place = [
    ['region', source?.region],
    ['profile', profile],
  ] as const;
  switch (task.storeTaskState) {
    case 'Completed':
      return {
        main:
          bucket && s3ObjectKey
            ? step('restore', 'aws ec2 create-restore-image-task', [
                ['object-key', s3ObjectKey],
                ['bucket', bucket],
                ...place,
              ])
            : undefined,
        check:
          bucket && s3ObjectKey
            ? step('check', 'aws s3api head-object', [
                ['bucket', bucket],
                ['key', s3ObjectKey],
                ...place,
              ])
            : undefined,
        advice: '',
      };
    case 'Failed':
      return {
        main:
          amiId && bucket
            ? step('try again', 'aws ec2 create-store-image-task', [
                ['image-id', amiId],
                ['bucket', bucket],
                ...place,
              ])
            : undefined,
        check: bucket
          ? step('check', 'aws s3api head-bucket', [['bucket', bucket], ...place])
          : undefined,
        advice: adviceFor(task.storeTaskFailureReason ?? ''),
      };
    case 'InProgress':
      return {
        main: amiId
          ? step('in a script', 'amiwatch --wait', [['image-ids', amiId], ...place])
          : undefined,
        check: undefined,
        advice: '',
      };
    default:
      return {main: undefined, check: undefined, advice: ''};
  }
}

/** What can be done next, with the keys that copy it. */
export function nextStepLines(
  task: StoreImageTask,
  source: SourceName | undefined,
  width: number,
): readonly TextLine[] {
  const {main, check, advice} = nextSteps(task, source);
  const commands = [
    ...(check ? [{label: `${check.label} [H]`, command: check.command}] : []),
    ...(main ? [{label: `${main.label} [C]`, command: main.command}] : []),
  ];
  // The commands stand in a column of their own, where their labels are longer than others.
  const indent = Math.max(LABEL_WIDTH, ...commands.map(({label}) => label.length + 2));
  return [
    ...(advice ? field('Check', advice, width) : []),
    ...commands.flatMap(({label, command}) => field(label, command, width, 'plain', indent)),
  ];
}

function step(
  label: string,
  program: string,
  options: Parameters<typeof shellCommand>[1],
): NextStep | undefined {
  const command = shellCommand(program, options);
  return command === undefined ? undefined : {label, command};
}
