import type {SinceLimit} from '../../poll/service-clock.js';
import type {Order} from '../../task/order.js';

/** What decides which tasks are shown, and in what order. Empty lists and texts mean all. */
export type RowQuery = SinceLimit & {
  /** Patterns, as the service takes them in a filter (see `compileValuePattern`). */
  readonly states: readonly string[];
  readonly buckets: readonly string[];
  readonly regions: readonly string[];
  readonly profiles: readonly string[];

  /** In the language of `readTerms`. */
  readonly search: string;

  readonly order: Order;
  readonly isReversed: boolean;
};
