import {channel} from 'node:diagnostics_channel';
import {within} from '../../base/within.js';
import type {TaskStore} from '../../poll/snapshot.js';

/** Longer than it takes to read the profile and to sign; credentials that have to be fetched are requests themselves. */
const LIMIT_MS = 30;

/** Turns of the event loop: an answer comes in a few pieces, each in one of its own. */
const ANSWER_TURNS = 8;
const CONNECT_TURNS = 3;

/** Node says on it that a request goes out. Source: https://nodejs.org/api/diagnostics_channel.html#http */
const REQUEST_START = 'http.client.request.start';

/**
Starts polling and resolves as soon as the first request is on its way, after 30 ms at the latest: what the program loads then doesn't keep the service waiting.
@returns What stops it, unless others have subscribed meanwhile.
*/
export async function startPolling(store: TaskStore): Promise<() => void> {
  const requests = channel(REQUEST_START);
  let onRequest = () => {};
  const started = new Promise<void>(resolve => {
    onRequest = resolve;
  });
  requests.subscribe(onRequest);
  const stop = store.subscribe(() => {});
  await within(
    LIMIT_MS,
    () => started,
    () => {},
  );
  requests.unsubscribe(onRequest);
  // Until it is written to a connection that was made at once.
  await turns(CONNECT_TURNS);
  return stop;
}

/** Lets what has arrived meanwhile be read, so that a quick service's tasks are in the first frame. */
export async function readWhatArrived(): Promise<void> {
  await turns(ANSWER_TURNS);
}

async function turns(count: number): Promise<void> {
  for (let turn = 0; turn < count; turn++) {
    await new Promise(resolve => {
      setImmediate(resolve);
    });
  }
}
