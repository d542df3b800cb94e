import type {Value} from '../python/value.js';

/** The kinds of tokens and how strongly each binds what stands before it; the names are in messages. Source: jmespath/parser.py */
export const BINDING_POWER = {
  eof: 0,
  unquoted_identifier: 0,
  quoted_identifier: 0,
  literal: 0,
  rbracket: 0,
  rparen: 0,
  comma: 0,
  rbrace: 0,
  number: 0,
  current: 0,
  expref: 0,
  colon: 0,
  pipe: 1,
  or: 2,
  and: 3,
  eq: 5,
  gt: 5,
  lt: 5,
  gte: 5,
  lte: 5,
  ne: 5,
  flatten: 9,
  star: 20,
  filter: 21,
  dot: 40,
  not: 45,
  lbrace: 50,
  lbracket: 55,
  lparen: 60,
} as const;

export type TokenType = keyof typeof BINDING_POWER;

export type Token = {
  readonly type: TokenType;

  /** What it stands for: a name, a number (a bigint), the value of a literal, else its own text. */
  readonly value: Value;

  /** In code points from the start of the expression. */
  readonly start: number;
};
