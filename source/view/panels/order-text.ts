import type {Order} from '../../task/order.js';
import {hasFilter, type ViewState} from '../state/view-state.js';
import type {Glyphs} from '../text/theme.js';

/** What an order begins with, and what it begins with when it is reversed. */
const FIRST = {
  start: ['newest first', 'oldest first'],
  state: ['running first', 'running last'],
  progress: ['lowest first', 'highest first'],
  eta: ['soonest first', 'soonest last'],
  bucket: ['A to Z', 'Z to A'],
} as const satisfies Record<Order, readonly [string, string]>;

export function orderText(order: Order, isReversed: boolean): string {
  return `${order}, ${FIRST[order][isReversed ? 1 : 0]}`;
}

/** The direction as one character, by value: the newest start is the highest, so that order goes down. */
export function orderMark(order: Order, isReversed: boolean, glyphs: Glyphs): string {
  return (order === 'start') === isReversed ? glyphs.ascending : glyphs.descending;
}

/** What decides the rows, in few characters, for a screen without a line of filters. */
export function rowsNote({query}: ViewState, glyphs: Glyphs, isOrderInHeading: boolean): string {
  const {order, isReversed} = query;
  return [
    isOrderInHeading ? '' : `${order}${orderMark(order, isReversed, glyphs)}`,
    hasFilter(query) ? 'filtered' : '',
  ]
    .filter(Boolean)
    .join(' ');
}
