import type {Value} from '../python/value.js';

export const COMPARATORS = {
  eq: '==',
  ne: '!=',
  lt: '<',
  lte: '<=',
  gt: '>',
  gte: '>=',
} as const;

export type Comparator = keyof typeof COMPARATORS;

/** A part of an expression. Source: jmespath/ast.py */
export type Node =
  | {readonly type: 'literal'; readonly value: Value}
  | {readonly type: 'field'; readonly name: string}
  | {readonly type: 'current'}
  | {readonly type: 'index'; readonly index: bigint}
  | {readonly type: 'slice'; readonly parts: Slice}
  /** Each child is applied to what the one before gave. */
  | {readonly type: 'subexpression' | 'index-expression' | 'pipe'; readonly children: Node[]}
  | {readonly type: 'projection' | 'value-projection'; readonly left: Node; readonly right: Node}
  | {
      readonly type: 'filter-projection';
      readonly left: Node;
      readonly right: Node;
      readonly condition: Node;
    }
  | {readonly type: 'flatten' | 'not' | 'reference'; readonly child: Node}
  | {readonly type: 'or' | 'and'; readonly left: Node; readonly right: Node}
  | {
      readonly type: 'comparator';
      readonly comparator: Comparator;
      readonly left: Node;
      readonly right: Node;
    }
  | {readonly type: 'multi-select-list'; readonly children: readonly Node[]}
  | {readonly type: 'multi-select-hash'; readonly members: readonly (readonly [string, Node])[]}
  | {readonly type: 'function'; readonly name: string; readonly arguments: readonly Node[]};

/** Start, end and step; those that aren't given are `undefined`. */
export type Slice = readonly (bigint | undefined)[];
