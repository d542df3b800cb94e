import {subscribe, unsubscribe} from 'node:diagnostics_channel';
import type {ClientRequest} from 'node:http';
import {within} from '../../base/within.js';
import type {TaskStore} from '../../poll/snapshot.js';

/** How long to wait at most, in ms. */
const LIMITS = {
  /** Longer than it takes to read the profile, to sign, and to connect to what is near. Credentials that have to be fetched are requests themselves. */
  send: 30,

  /** For an answer that has begun to come; what takes longer is not worth a later first frame. */
  read: 50,
};

/** What Node tells on these: that a request is handed to its connection, and that the head of an answer has come. Source: https://nodejs.org/api/diagnostics_channel.html#http */
const REQUEST_STARTED = 'http.client.request.start';
const ANSWER_BEGUN = 'http.client.response.finish';

/** The first request of a store that is polled from now on, so that the service and the loading of a screen don't wait for each other. */
export type FirstRequest = {
  /** Fulfilled when the first request is with the operating system, or when it takes too long. */
  readonly sent: () => Promise<void>;

  /** Fulfilled at once, unless an answer is there already: then when the store has read it, so that its tasks are in the first frame. */
  readonly read: () => Promise<void>;

  /** Ends the polling, unless others have subscribed meanwhile. */
  readonly stop: () => void;
};

export function startPolling(store: TaskStore, limits = LIMITS): FirstRequest {
  const sending = Promise.withResolvers<void>();
  const reading = Promise.withResolvers<void>();
  let hasBegun = false;
  const onStart = (message: unknown) => {
    (message as {readonly request: ClientRequest}).request.once('finish', sending.resolve);
  };
  const onAnswer = () => {
    hasBegun = true;
  };
  subscribe(REQUEST_STARTED, onStart);
  subscribe(ANSWER_BEGUN, onAnswer);
  const leave = store.subscribe(() => {
    const {sources} = store.getSnapshot();
    if (sources.some(({status, error}) => status === 'ready' || error !== undefined)) {
      reading.resolve();
    }
  });
  return {
    sent: () =>
      within(
        limits.send,
        () => sending.promise,
        () => {},
      ),
    async read() {
      // What came while the event loop was busy is looked at in its next turn.
      await new Promise(resolve => {
        setImmediate(resolve);
      });
      if (hasBegun) {
        await within(
          limits.read,
          () => reading.promise,
          () => {},
        );
      }
    },
    stop() {
      unsubscribe(REQUEST_STARTED, onStart);
      unsubscribe(ANSWER_BEGUN, onAnswer);
      leave();
    },
  };
}
