import type {ServiceOffset} from '../../poll/service-clock.js';
import type {SourceName} from '../../task/source-name.js';

/** A source, and how far the clock of its service is ahead. */
export type RowSource = SourceName & Partial<ServiceOffset>;
