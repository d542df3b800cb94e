import {RecursionError} from '../python/python-error.js';
import {str} from '../python/repr.js';
import {type ExpressionError, incompleteError, parseError} from './expression-error.js';
import type {Comparator, Node, Slice} from './node.js';
import {BINDING_POWER, type Token, type TokenType} from './token.js';
import {tokenize} from './tokenize.js';

/** Calls that the parser of jmespath.py can have on Python's stack of 1,000 within the aws command, measured with version 1. */
const MAX_CALLS = 981;

/** What binds less ends a projection. */
const PROJECTION_STOP = 10;

const IDENTITY: Node = {type: 'current'};

/**
Reads an expression as jmespath.py does, method by method: also where that is laxer than the specification, as with a comma that lacks between arguments.
Source: jmespath/parser.py
@throws {ExpressionError | RecursionError}
*/
export function parse(expression: string): Node {
  return new Parser(expression).parse();
}

class Parser {
  readonly #expression: string;
  readonly #tokens: readonly Token[];
  #index = 0;

  /** Calls on Python's stack. */
  #calls = 0;

  constructor(expression: string) {
    this.#expression = expression;
    this.#tokens = tokenize(expression);
  }

  parse(): Node {
    const node = this.#read(0, 1);
    if (this.#current !== 'eof') {
      const token = this.#token();
      throw this.#error(`Unexpected token: ${str(token.value)}`, token);
    }
    return node;
  }

  get #current(): TokenType {
    return this.#token().type;
  }

  #token(ahead = 0): Token {
    return this.#tokens[this.#index + ahead] as Token;
  }

  /**
  Reads until something binds no stronger than `power`.
  @param calls That Python makes from the last such call to this one.
  */
  #read(power: number, calls: number): Node {
    this.#calls += calls;
    if (this.#calls > MAX_CALLS) {
      throw new RecursionError();
    }
    const first = this.#token();
    this.#index++;
    let left = this.#start(first);
    while (power < BINDING_POWER[this.#current]) {
      const token = this.#token();
      this.#index++;
      left = this.#continue(token, left);
    }
    this.#calls -= calls;
    return left;
  }

  /** What a token is at the start of an expression. */
  #start(token: Token): Node {
    switch (token.type) {
      case 'literal':
        return {type: 'literal', value: token.value};
      case 'unquoted_identifier':
        return {type: 'field', name: token.value as string};
      case 'quoted_identifier':
        if (this.#current === 'lparen') {
          throw this.#error('Quoted identifier not allowed for function names.', {
            ...this.#token(),
            start: 0,
          });
        }
        return {type: 'field', name: token.value as string};
      case 'star': {
        const right = this.#current === 'rbracket' ? IDENTITY : this.#projected(BINDING_POWER.star);
        return {type: 'value-projection', left: IDENTITY, right};
      }
      case 'filter':
        return this.#filter(IDENTITY, 3);
      case 'lbrace':
        return this.#multiSelectHash();
      case 'lparen': {
        const node = this.#read(0, 2);
        this.#expect('rparen');
        return node;
      }
      case 'flatten':
        return this.#flatten(IDENTITY);
      case 'not':
        return {type: 'not', child: this.#read(BINDING_POWER.not, 2)};
      case 'lbracket':
        return this.#startBracket();
      case 'current':
        return IDENTITY;
      case 'expref':
        return {type: 'reference', child: this.#read(BINDING_POWER.expref, 2)};
      case 'eof':
        throw incompleteError(this.#expression);
      default:
        throw this.#error('invalid token', token);
    }
  }

  /** What a token makes of the expression before it. */
  #continue(token: Token, left: Node): Node {
    switch (token.type) {
      case 'dot':
        return this.#dot(left);
      case 'pipe':
        return {type: 'pipe', children: [left, this.#read(BINDING_POWER.pipe, 2)]};
      case 'or':
      case 'and':
        return {type: token.type, left, right: this.#read(BINDING_POWER[token.type], 2)};
      case 'lparen':
        return this.#function(left);
      case 'filter':
        return this.#filter(left, 2);
      case 'eq':
      case 'ne':
      case 'gt':
      case 'gte':
      case 'lt':
      case 'lte':
        return this.#comparator(left, token.type);
      case 'flatten':
        return this.#flatten(left);
      case 'lbracket':
        return this.#bracket(left);
      default:
        throw this.#error('invalid token', token);
    }
  }

  #startBracket(): Node {
    if (this.#current === 'number' || this.#current === 'colon') {
      return this.#projectSlice(IDENTITY, this.#indexExpression());
    }
    if (this.#current === 'star' && this.#token(1).type === 'rbracket') {
      this.#index += 2;
      return {
        type: 'projection',
        left: IDENTITY,
        right: this.#projected(BINDING_POWER.star),
      };
    }
    return this.#multiSelectList(3);
  }

  #bracket(left: Node): Node {
    if (this.#current === 'number' || this.#current === 'colon') {
      const right = this.#indexExpression();
      if (left.type === 'index-expression') {
        // Also a slice, which is then no projection.
        left.children.push(right);
        return left;
      }
      return this.#projectSlice(left, right);
    }
    this.#expect('star');
    this.#expect('rbracket');
    return {type: 'projection', left, right: this.#projected(BINDING_POWER.star)};
  }

  #indexExpression(): Node {
    if (this.#current === 'colon' || this.#token(1).type === 'colon') {
      return {type: 'slice', parts: this.#slice()};
    }
    const index = this.#token().value as bigint;
    this.#index++;
    this.#expect('rbracket');
    return {type: 'index', index};
  }

  #slice(): Slice {
    const parts: (bigint | undefined)[] = [undefined, undefined, undefined];
    let part = 0;
    while (this.#current !== 'rbracket') {
      const token = this.#token();
      if (token.type === 'number') {
        parts[part] = token.value as bigint;
      } else if (token.type !== 'colon' || ++part === 3) {
        throw this.#error('syntax error', token);
      }
      this.#index++;
    }
    this.#index++;
    return parts;
  }

  #projectSlice(left: Node, right: Node): Node {
    const node: Node = {type: 'index-expression', children: [left, right]};
    return right.type === 'slice'
      ? {type: 'projection', left: node, right: this.#projected(BINDING_POWER.star, 4)}
      : node;
  }

  #dot(left: Node): Node {
    if (this.#current === 'star') {
      this.#index++;
      return {type: 'value-projection', left, right: this.#projected(BINDING_POWER.dot)};
    }
    const right = this.#afterDot(BINDING_POWER.dot, 3);
    if (left.type === 'subexpression') {
      left.children.push(right);
      return left;
    }
    return {type: 'subexpression', children: [left, right]};
  }

  #function(left: Node): Node {
    if (left.type !== 'field') {
      const token = this.#token(-2);
      throw this.#error(`Invalid function name '${str(token.value)}'`, token);
    }
    const list: Node[] = [];
    while (this.#current !== 'rparen') {
      list.push(this.#read(0, 2));
      if (this.#current === 'comma') {
        this.#index++;
      }
    }
    this.#index++;
    return {type: 'function', name: left.name, arguments: list};
  }

  /** @param calls That Python makes for the condition. */
  #filter(left: Node, calls: number): Node {
    const condition = this.#read(0, calls);
    this.#expect('rbracket');
    const right =
      this.#current === 'flatten' ? IDENTITY : this.#projected(BINDING_POWER.filter, calls + 1);
    return {type: 'filter-projection', left, right, condition};
  }

  #comparator(left: Node, comparator: Comparator): Node {
    return {
      type: 'comparator',
      comparator,
      left,
      right: this.#read(BINDING_POWER[comparator], 3),
    };
  }

  #flatten(left: Node): Node {
    return {
      type: 'projection',
      left: {type: 'flatten', child: left},
      right: this.#projected(BINDING_POWER.flatten),
    };
  }

  #multiSelectList(calls: number): Node {
    const children = [this.#read(0, calls)];
    while (this.#current !== 'rbracket') {
      this.#expect('comma');
      children.push(this.#read(0, calls));
    }
    this.#index++;
    return {type: 'multi-select-list', children};
  }

  #multiSelectHash(): Node {
    const members: [string, Node][] = [];
    while (true) {
      const name = this.#token();
      this.#expect('quoted_identifier', 'unquoted_identifier');
      this.#expect('colon');
      members.push([name.value as string, this.#read(0, 3)]);
      if (this.#current === 'comma') {
        this.#index++;
      } else if (this.#current === 'rbrace') {
        this.#index++;
        return {type: 'multi-select-hash', members};
      }
    }
  }

  /** What is applied to each item of a projection. */
  #projected(power: number, calls = 3): Node {
    if (BINDING_POWER[this.#current] < PROJECTION_STOP) {
      return IDENTITY;
    }
    switch (this.#current) {
      case 'lbracket':
      case 'filter':
        return this.#read(power, calls);
      case 'dot':
        this.#index++;
        return this.#afterDot(power, calls + 1);
      default:
        throw this.#error('syntax error', this.#token());
    }
  }

  #afterDot(power: number, calls: number): Node {
    const token = this.#token();
    switch (token.type) {
      case 'quoted_identifier':
      case 'unquoted_identifier':
      case 'star':
        return this.#read(power, calls);
      case 'lbracket':
        this.#index++;
        return this.#multiSelectList(calls + 1);
      case 'lbrace':
        this.#index++;
        return this.#multiSelectHash();
      default:
        throw this.#error(
          `Expecting: ['quoted_identifier', 'unquoted_identifier', 'lbracket', 'lbrace'], got: ${token.type}`,
          token,
        );
    }
  }

  #expect(...types: readonly TokenType[]): void {
    const token = this.#token();
    if (types.includes(token.type)) {
      this.#index++;
      return;
    }
    if (token.type === 'eof') {
      throw incompleteError(this.#expression);
    }
    const expected =
      types.length === 1 ? types[0] : `[${types.map(type => `'${type}'`).join(', ')}]`;
    throw this.#error(`Expecting: ${expected}, got: ${token.type}`, token);
  }

  #error(message: string, token: Token): ExpressionError {
    return parseError(message, this.#expression, token);
  }
}
