import {subscribe, unsubscribe} from 'node:diagnostics_channel';
import type {ClientRequest} from 'node:http';

/** Node tells there of each request of HTTP, as soon as it is handed to its connection. Source: https://nodejs.org/api/diagnostics_channel.html#http */
const CHANNEL = 'http.client.request.start';

/** Does something once, when the first request of this process is on its way. @returns Gives it up. */
export function onFirstRequest(action: (request: ClientRequest) => void): () => void {
  const first = (message: unknown) => {
    cancel();
    action((message as {readonly request: ClientRequest}).request);
  };
  const cancel = () => {
    unsubscribe(CHANNEL, first);
  };
  subscribe(CHANNEL, first);
  return cancel;
}
