import type {Section} from './helpers/row.js';
import {bytes} from './sections/bytes.js';
import {cpu} from './sections/cpu.js';
import {ending} from './sections/ending.js';
import {estimate} from './sections/estimate.js';
import {memory} from './sections/memory.js';
import {pages} from './sections/pages.js';
import {requests} from './sections/requests.js';
import {size} from './sections/size.js';
import {start} from './sections/start.js';
import {tick} from './sections/tick.js';

/** In the order of the table. */
export const SECTIONS: readonly Section[] = [
  start,
  pages,
  requests,
  tick,
  bytes,
  cpu,
  memory,
  ending,
  estimate,
  size,
];
