import {subscribe, unsubscribe} from 'node:diagnostics_channel';

/** Node tells there of each request of HTTP, as soon as it has been written. */
const CHANNEL = 'http.client.request.start';

/** Does something once, when the first request of this process is on its way. @returns Gives it up. */
export function onFirstRequest(action: () => void): () => void {
  const first = () => {
    cancel();
    action();
  };
  const cancel = () => {
    unsubscribe(CHANNEL, first);
  };
  subscribe(CHANNEL, first);
  return cancel;
}
