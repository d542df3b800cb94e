import type {Dice} from '../../fuzz/dice.js';
import type {Case} from './python-answers.js';
import {randomExpression} from './random-expression.js';
import {randomJson, type TASK_MEMBERS} from './random-json.js';

/** An expression, often damaged, and an answer: of the service, or anything. */
export function randomCase(dice: Dice): Case {
  const expression = randomExpression(dice, 1 + dice.below(5));
  return [
    dice.chance(0.2) ? damaged(expression, dice) : expression,
    dice.chance(0.5) ? randomAnswer(dice) : randomJson(dice, 4),
  ];
}

const STATES = ['InProgress', 'Completed', 'Failed'];

function randomAnswer(dice: Dice): string {
  const members = (): Readonly<Record<(typeof TASK_MEMBERS)[number], unknown>> => ({
    AmiId: `ami-${dice.below(99)}`,
    TaskStartTime: `2026-11-${10 + dice.below(20)}T0${dice.below(10)}:00:00.000Z`,
    Bucket: `b${dice.below(4)}`,
    S3objectKey: `ami-${dice.below(99)}.bin`,
    ProgressPercentage: dice.below(101),
    StoreTaskState: dice.pick(STATES),
    StoreTaskFailureReason: dice.pick([
      '',
      'AccessDenied: "no" \\ access',
      '拒否 🚫',
      "it's\ttabbed",
    ]),
  });
  const tasks = dice.some(0, 4, () =>
    Object.fromEntries(Object.entries(members()).filter(() => dice.chance(0.8))),
  );
  return JSON.stringify({StoreImageTaskResults: tasks, ...(dice.chance(0.3) && {NextToken: 'x'})});
}

const SIGNS = '[]{}()*.,:|&!<>=@?`\'"\\$-+/ \n\t09azAZ_é🚫\u00a0';

function damaged(expression: string, dice: Dice): string {
  const characters = [...expression];
  for (let times = 1 + dice.below(3); times > 0; times--) {
    const index = dice.below(characters.length + 1);
    const isInserted = dice.chance(0.4);
    characters.splice(
      index,
      isInserted ? 0 : 1 + dice.below(2),
      ...(isInserted || dice.chance(0.3) ? [dice.pick([...SIGNS])] : []),
    );
  }
  return characters.join('');
}
