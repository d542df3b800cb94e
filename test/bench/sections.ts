import type {Section} from './helpers/row.js';
import {bytes} from './sections/bytes.js';
import {cpu} from './sections/cpu.js';
import {ending} from './sections/ending.js';
import {estimate} from './sections/estimate.js';
import {executable} from './sections/executable.js';
import {front} from './sections/front.js';
import {halfHour} from './sections/half-hour.js';
import {idle} from './sections/idle.js';
import {longTable} from './sections/long-table.js';
import {memory} from './sections/memory.js';
import {pages} from './sections/pages.js';
import {parse} from './sections/parse.js';
import {requests} from './sections/requests.js';
import {size} from './sections/size.js';
import {start} from './sections/start.js';
import {tick} from './sections/tick.js';

/** In the order of the table. */
export const SECTIONS: readonly Section[] = [
  start,
  front,
  executable,
  pages,
  longTable,
  requests,
  parse,
  tick,
  bytes,
  cpu,
  idle,
  memory,
  halfHour,
  ending,
  estimate,
  size,
];
