import type {Section} from './helpers/row.js';
import {estimate} from './sections/estimate.js';
import {requests} from './sections/requests.js';
import {size} from './sections/size.js';
import {start} from './sections/start.js';

/** In the order of the table. */
export const SECTIONS: readonly Section[] = [start, requests, estimate, size];
