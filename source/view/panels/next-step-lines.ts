import type {SourceStatus} from '../../poll/snapshot.js';
import type {StoreImageTask} from '../../task/store-image-task.js';
import {field, type TextLine} from '../text/text-lines.js';
import {nextSteps} from './next-step.js';

/** What can be done next, with the keys that copy it. */
export function nextStepLines(
  task: StoreImageTask,
  source: SourceStatus | undefined,
  width: number,
): readonly TextLine[] {
  const {main, check, advice} = nextSteps(task, source);
  return [
    ...(advice ? field('Look at', advice, width) : []),
    ...(check ? field(`${check.label} H`, check.command, width) : []),
    ...(main ? field(`${main.label} C`, main.command, width) : []),
  ];
}
