import type {FaultAnswer} from '../../source/demo/endpoint/fault.js';
import type {ServiceErrorCode} from '../../source/demo/endpoint/service-error.js';
import type {FaultRow, Seen} from './fault-row.js';
import type {RunName} from './runs.js';
import type {Wire} from './surroundings.js';

export const stale = (reason: RegExp): Seen => ({is: 'stale', reason});
export const live = (says: string, shows: RegExp, requests = 1): Seen => ({
  is: 'live',
  says,
  shows,
  requests,
});
export const error = (
  code: ServiceErrorCode,
  run: RunName,
  reason: RegExp,
  message?: string,
): FaultRow => ({
  name: code,
  run,
  how: 'error of the service',
  wire: {type: 'error', code, message},
  seen: stale(reason),
});
export const rewrite = (
  change: (honest: FaultAnswer) => FaultAnswer,
): Extract<Wire, {type: 'rewrite'}> => ({
  type: 'rewrite',
  rewrite: change,
});
export const answer = (
  name: string,
  status: number,
  body: string | Uint8Array,
  reason: RegExp,
): FaultRow => ({
  name,
  run: 'answers',
  how: 'answer replaced',
  wire: rewrite(() => ({status, body, headers: {'content-type': 'text/html'}})),
  seen: stale(reason),
});

/** Changes the rows of a page. */
export const rows = (change: (items: string[]) => string[]) =>
  rewrite(honest => {
    const body = String(honest.body);
    const items = body.match(/<item>.*?<\/item>/gs) ?? [];
    const [head, tail] = [body.indexOf('<item>'), body.lastIndexOf('</item>') + 7];
    return {...honest, body: body.slice(0, head) + change(items).join('') + body.slice(tail)};
  });
export const row = (
  name: string,
  change: (item: string) => string,
  says: string,
  shows: RegExp,
): FaultRow => ({
  name,
  run: 'rows',
  how: 'one row of the answer changed',
  wire: rows(items => items.map((item, index) => (index === 5 ? change(item) : item))),
  seen: live(says, shows),
});

export const HTML = '<html><body><h1>Bad gateway</h1><p>It works!</p></body></html>';
export const NOT_EC2 = /not an answer of EC2/;
