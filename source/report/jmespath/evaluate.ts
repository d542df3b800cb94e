import {equals, isOrdered} from '../python/compare.js';
import {RecursionError} from '../python/python-error.js';
import {isDictionary, isList, Reference, type Value} from '../python/value.js';
import {callFunction} from './call-function.js';
import {COMPARATORS, type Comparator, type Node} from './node.js';
import {item, slice} from './slice.js';

/** Calls that evaluating can have on Python's stack of 1,000 within the aws command, measured with version 1. */
const MAX_CALLS = 987;

/** Those that each level of an expression takes. */
const CALLS = {node: 2, member: 4, byFunction: 7} as const;

/**
Applies an expression to a value.
Source: jmespath/visitor.py, TreeInterpreter
@throws {PythonError}
*/
export function evaluate(node: Node, value: Value): Value {
  return visit(node, value, CALLS.node);
}

function visit(node: Node, value: Value, calls: number): Value {
  if (calls > MAX_CALLS) {
    throw new RecursionError();
  }
  const deeper = calls + CALLS.node;
  const of = (child: Node, input = value) => visit(child, input, deeper);
  switch (node.type) {
    case 'literal':
      return node.value;
    case 'current':
      return value;
    case 'field':
      return isDictionary(value) ? (value.get(node.name) ?? null) : null;
    case 'index':
      return isList(value) ? item(value, node.index) : null;
    case 'slice':
      return isList(value) ? slice(value, node.parts) : null;
    case 'subexpression':
    case 'index-expression':
    case 'pipe':
      return node.children.reduce((result, child) => of(child, result), value);
    case 'projection': {
      const list = of(node.left);
      return isList(list) ? present(list.map(element => of(node.right, element))) : null;
    }
    case 'value-projection': {
      const dictionary = of(node.left);
      return isDictionary(dictionary)
        ? present([...dictionary.values()].map(element => of(node.right, element)))
        : null;
    }
    case 'filter-projection': {
      const list = of(node.left);
      return isList(list)
        ? present(
            list.map(element =>
              isFalse(of(node.condition, element)) ? null : of(node.right, element),
            ),
          )
        : null;
    }
    case 'flatten': {
      const list = of(node.child);
      return isList(list) ? list.flatMap(element => (isList(element) ? element : [element])) : null;
    }
    case 'not':
      return isFalse(of(node.child));
    case 'or': {
      const left = of(node.left);
      return isFalse(left) ? of(node.right) : left;
    }
    case 'and': {
      const left = of(node.left);
      return isFalse(left) ? left : of(node.right);
    }
    case 'comparator':
      return compare(node.comparator, of(node.left), of(node.right));
    case 'reference':
      return new Reference(node.child);
    case 'multi-select-list':
      return value === null ? null : node.children.map(child => of(child));
    case 'multi-select-hash':
      return value === null
        ? null
        : new Map(
            node.members.map(([name, child]) => [name, visit(child, value, calls + CALLS.member)]),
          );
    case 'function': {
      const list = node.arguments.map(child => of(child));
      return callFunction(node.name, list, (reference, input) =>
        visit(reference.expression as Node, input, calls + CALLS.byFunction),
      );
    }
  }
}

/** Zero is true here, other than in Python. */
function isFalse(value: Value): boolean {
  return (
    value === null ||
    value === false ||
    value === '' ||
    (isList(value) && value.length === 0) ||
    (isDictionary(value) && value.size === 0)
  );
}

function compare(comparator: Comparator, left: Value, right: Value): Value {
  if (comparator === 'eq' || comparator === 'ne') {
    return isEqual(left, right) === (comparator === 'eq');
  }
  return isComparable(left) && isComparable(right)
    ? isOrdered(left, COMPARATORS[comparator], right)
    : null;
}

/** As Python's `==`, but a boolean is no number, as long as neither is within a list. */
function isEqual(left: Value, right: Value): boolean {
  return (typeof left === 'boolean') === (typeof right === 'boolean') && equals(left, right);
}

function isComparable(value: Value): boolean {
  return ['bigint', 'number', 'string'].includes(typeof value);
}

/** A projection leaves out what is null. */
function present(list: readonly Value[]): readonly Value[] {
  return list.filter(element => element !== null);
}
