import type {Dice} from '../../fuzz/dice.js';
import {NAMES, randomJson, randomText, TASK_MEMBERS} from './random-json.js';

const FUNCTIONS = [
  ...['abs', 'avg', 'ceil', 'contains', 'ends_with', 'floor', 'join', 'keys', 'length', 'map'],
  ...['max', 'max_by', 'merge', 'min', 'min_by', 'not_null', 'reverse', 'sort', 'sort_by'],
  ...['starts_with', 'sum', 'to_array', 'to_number', 'to_string', 'type', 'values'],
] as const;

/** Of newer specifications or of nobody: jmespath.py has none of them. */
const STRANGE = ['group_by', 'let', 'items', 'zip', 'find_first', 'toString', '__proto__', 'nope'];

const ONE_NUMBER = ['abs', 'ceil', 'floor'];
const ONE_LIST = ['avg', 'max', 'min', 'sort', 'sum', 'reverse', 'length', 'to_array'];
const BY_KEY = ['max_by', 'min_by', 'sort_by'];
const TWO_TEXTS = ['contains', 'starts_with', 'ends_with'];

/** An expression that mostly is one; how much of it fits the answer is left to chance. */
export function randomExpression(dice: Dice, depth: number): string {
  if (depth <= 0) {
    return leaf(dice);
  }
  const inner = () => randomExpression(dice, depth - 1 - dice.below(2));
  const space = () => (dice.chance(0.1) ? dice.pick([' ', '  ', '\n', '\t']) : '');
  switch (dice.below(20)) {
    case 0:
      return leaf(dice);
    case 1:
    case 2:
      return `${inner()}.${name(dice)}`;
    case 3:
      return inner() + index(dice);
    case 4:
    case 5:
      return `${inner()}[*]${step(dice, inner)}`;
    case 6:
      return `${inner()}[]${step(dice, inner)}`;
    case 7:
      return `${inner()}.*${step(dice, inner)}`;
    case 8:
    case 9:
      return `${inner()}[?${condition(dice, inner)}]${step(dice, inner)}`;
    case 10:
      return `${inner()}${slice(dice)}${step(dice, inner)}`;
    case 11:
      return `${inner()}${space()}${dice.pick(['==', '!=', '<', '<=', '>', '>='])}${space()}${inner()}`;
    case 12:
      return `${inner()}${space()}${dice.pick(['||', '&&', '|'])}${space()}${inner()}`;
    case 13:
      return `${dice.pick(['!', '!', '&', '@.'])}${inner()}`;
    case 14:
      return `${dice.chance(0.5) ? `${inner()}.` : ''}[${dice.some(1, 3, inner).join(dice.pick([',', ', ']))}]`;
    case 15:
      return `${dice.chance(0.5) ? `${inner()}.` : ''}${hash(dice, inner)}`;
    case 16:
      return `(${inner()})`;
    default:
      return call(dice, inner);
  }
}

function leaf(dice: Dice): string {
  switch (dice.below(8)) {
    case 0:
      return '@';
    case 1:
    case 2:
      return name(dice);
    case 3:
      return literal(dice);
    case 4:
      return `'${randomText(dice).replaceAll("'", dice.chance(0.9) ? "\\'" : "'")}'`;
    case 5:
      return dice.pick(['StoreImageTaskResults', 'StoreImageTaskResults[]', 'NextToken']);
    case 6:
      return dice.pick(['*', '[*]', '[]', '[0]', '[-1]', '[::2]', '[?a]', '@[*].a', 'a[].b']);
    default:
      return dice.pick(['a', 'b', 'c', '@', 'a.b', 'b[*]']);
  }
}

function name(dice: Dice): string {
  const chosen = dice.pick(dice.chance(0.4) ? TASK_MEMBERS : NAMES);
  return /^[A-Za-z_]\w*$/.test(chosen) && dice.chance(0.9) ? chosen : JSON.stringify(chosen);
}

function literal(dice: Dice): string {
  const text = dice.chance(0.75) ? randomJson(dice, dice.below(3)) : randomText(dice);
  const padded = dice.chance(0.1) ? `${dice.pick([' ', '\n', '\u00a0', '\u001c'])}${text} ` : text;
  return `\`${padded.replaceAll('`', dice.chance(0.9) ? '\\`' : '`')}\``;
}

function index(dice: Dice): string {
  return `[${dice.chance(0.95) ? dice.below(9) - 4 : dice.pick(['99999999999999999999', '-0', '007', ''])}]`;
}

function slice(dice: Dice): string {
  const part = () =>
    dice.chance(0.45) ? '' : String(dice.chance(0.97) ? dice.below(11) - 5 : 10 ** 25);
  return `[${part()}:${part()}${dice.chance(0.4) ? `:${part()}` : ''}]`;
}

function step(dice: Dice, inner: () => string): string {
  switch (dice.below(6)) {
    case 0:
      return `.${name(dice)}`;
    case 1:
      return `.[${name(dice)}, ${inner()}]`;
    case 2:
      return `.${hash(dice, inner)}`;
    case 3:
      return ` | ${inner()}`;
    case 4:
      return dice.chance(0.5) ? `.${call(dice, inner)}` : index(dice);
    default:
      return '';
  }
}

function condition(dice: Dice, inner: () => string): string {
  const sign = dice.pick(['==', '!=', '<', '<=', '>', '>=', '=']);
  const value = dice.chance(0.5)
    ? literal(dice)
    : dice.pick(["'2026-11-20'", "'x'", '`50`', '`b2`']);
  const test = `${name(dice)}${sign === '=' && dice.chance(0.8) ? '==' : sign}${value}`;
  return dice.chance(0.3)
    ? `${test} ${dice.pick(['&&', '||'])} ${inner()}`
    : dice.chance(0.2)
      ? inner()
      : test;
}

function hash(dice: Dice, inner: () => string): string {
  return `{${dice.some(1, 4, () => `${name(dice)}: ${inner()}`).join(dice.chance(0.95) ? ', ' : ' ')}}`;
}

function call(dice: Dice, inner: () => string): string {
  const chosen = dice.pick(dice.chance(0.97) ? FUNCTIONS : STRANGE);
  const reference = () => `&${dice.chance(0.7) ? name(dice) : inner()}`;
  const numbers = () =>
    dice.chance(0.5)
      ? inner()
      : `\`[${dice.some(0, 70, () => String(dice.below(30) / dice.pick([1, 1, 2]))).join(',')}]\``;
  const values = (): readonly string[] => {
    if (dice.chance(0.05)) {
      return dice.some(0, 3, inner);
    }
    if (ONE_NUMBER.includes(chosen)) {
      return [dice.chance(0.5) ? inner() : `\`${randomJson(dice, 0)}\``];
    }
    if (ONE_LIST.includes(chosen)) {
      return [dice.chance(0.4) ? literal(dice) : numbers()];
    }
    if (BY_KEY.includes(chosen)) {
      return [inner(), reference()];
    }
    if (TWO_TEXTS.includes(chosen)) {
      return [inner(), dice.chance(0.5) ? literal(dice) : inner()];
    }
    switch (chosen) {
      case 'map':
        return [reference(), inner()];
      case 'join':
        return [dice.pick(["','", "''", '@']), dice.chance(0.5) ? literal(dice) : inner()];
      case 'merge':
      case 'not_null':
        return dice.some(1, 3, () => (dice.chance(0.5) ? literal(dice) : inner()));
      default:
        return [inner()];
    }
  };
  return `${chosen}(${values().join(dice.chance(0.97) ? ', ' : ' ')})`;
}
