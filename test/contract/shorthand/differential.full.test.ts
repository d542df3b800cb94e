import assert from 'node:assert/strict';
import process from 'node:process';
import test from 'node:test';
import {fileURLToPath} from 'node:url';
import {parseShorthand, ShorthandError} from '../../../source/cli/arguments/shorthand.js';
import {toValue, type Value} from '../../../source/report/python/value.js';
import {createDice, type Dice} from '../../fuzz/dice.js';
import {askPython} from '../../helpers/ask-python.js';
import {awsPython} from '../../helpers/aws-answers.js';

const COUNT = Number(process.env.FUZZ_SHORTHAND ?? 20_000);
const SEED = Number(process.env.FUZZ_SEED ?? 1);
const SCRIPT = fileURLToPath(new URL('answers.py', import.meta.url));

const PIECES = [
  ...['Name', 'Values', 'a', 'b', 'c', 'x.y', '-', '1', 'é', '\u{1F600}', '|', '~', ']', '}', '^'],
  ...[
    ',',
    ',',
    ',',
    '=',
    '=',
    '=',
    '[',
    '{',
    ']',
    '}',
    '"',
    "'",
    '\\',
    '\\,',
    '\\"',
    '@',
    ' ',
    '\n',
  ],
  ...['a=b', 'a=b,c', 'a=[b,c]', 'a={b=c}', '"a,b"', "'a=b'", 'Name=bucket,Values='],
];

/** Texts of shorthand, most of them with something wrong in it. */
function randomText(dice: Dice): string {
  return dice.some(1, 9, () => dice.pick(PIECES)).join('');
}

function ours(text: string): Value | undefined {
  try {
    return parseShorthand(text);
  } catch (error) {
    assert.ok(error instanceof ShorthandError, text);
    return undefined;
  }
}

const python = awsPython(1);
const skip = python ? false : 'version 1 of the aws command is not installed';

test(`${COUNT} texts of shorthand (seed ${SEED}): values and refusals are those of aws-cli/${python?.version}`, {
  skip,
}, () => {
  const dice = createDice(SEED);
  const texts = Array.from({length: COUNT}, () => randomText(dice));
  let taken = 0;
  const answers = askPython<string, unknown>(python?.python ?? '', [SCRIPT], texts);
  for (const [index, theirs] of answers.entries()) {
    const text = texts[index] ?? '';
    assert.deepEqual(ours(text), theirs === null ? undefined : toValue(theirs), text);
    taken += theirs === null ? 0 : 1;
  }
  assert.ok(taken > COUNT / 20, `too few of them are shorthand: ${taken}`);
});
