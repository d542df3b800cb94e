import {subscribe, unsubscribe} from 'node:diagnostics_channel';
import type {ClientRequest} from 'node:http';
import {onFirstRequest} from '../../base/first-request.js';
import {within} from '../../base/within.js';
import type {TaskStore} from '../../poll/snapshot.js';

/** How long to wait at most, in ms. */
const LIMITS = {
  /** For a request to begin: longer than it takes to read the profile and to sign, also on a busy machine. Credentials that have to be fetched are requests themselves; a credential_process takes longer. */
  start: 150,

  /** For its connection and the sending; a service that is far away may be connected to while the screen is loaded. */
  send: 15,

  /** For an answer to begin once the screen is loaded. */
  answer: 15,

  /** For an answer that has begun to be read. What takes longer is not worth a later first frame. */
  read: 50,
};

/** Node tells there that the head of an answer has come. Source: https://nodejs.org/api/diagnostics_channel.html#http */
const ANSWER_BEGUN = 'http.client.response.finish';

/** The first request of a store that is polled from now on, so that the service and the loading of a screen don't wait for each other. */
export type FirstRequest = {
  /** Fulfilled when the first request is with the operating system, or when that takes too long. */
  readonly sent: () => Promise<void>;

  /** Fulfilled when the store has read the first answer, so that its tasks are in the first frame, or when that takes too long. */
  readonly read: () => Promise<void>;

  /** Ends the polling, unless others have subscribed meanwhile. */
  readonly stop: () => void;
};

export function startPolling(store: TaskStore, limits = LIMITS): FirstRequest {
  const started = Promise.withResolvers<ClientRequest>();
  const begun = Promise.withResolvers<void>();
  const known = Promise.withResolvers<void>();
  const onAnswer = () => begun.resolve();
  const giveUp = onFirstRequest(started.resolve);
  subscribe(ANSWER_BEGUN, onAnswer);
  const leave = store.subscribe(() => {
    const {sources} = store.getSnapshot();
    if (sources.some(({status, error}) => status === 'ready' || error !== undefined)) {
      known.resolve();
    }
  });
  return {
    async sent() {
      const request = await upTo(limits.start, started.promise);
      if (request && !request.writableFinished) {
        await upTo(
          limits.send,
          new Promise(resolve => request.once('finish', () => resolve(true))),
        );
      }
    },
    async read() {
      const isComing = await upTo(
        limits.answer,
        begun.promise.then(() => true),
      );
      if (isComing) {
        await upTo(limits.read, known.promise);
      }
    },
    stop() {
      giveUp();
      unsubscribe(ANSWER_BEGUN, onAnswer);
      leave();
    },
  };
}

/** What a promise gives, or `undefined` when it takes too long. */
function upTo<T>(ms: number, promise: Promise<T>): Promise<T | undefined> {
  return within<T | undefined>(
    ms,
    () => promise,
    () => undefined,
  );
}
