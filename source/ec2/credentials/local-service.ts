import {HttpRequest} from '@smithy/core/protocols';
import {createTransport} from '../transport/transport.js';
import type {AskedService, Witness} from './credential-exchange.js';

export type LocalAnswer = {readonly status: number; readonly text: string};

/** One request to a service of this machine. @param isOwn Whether a good answer is one of such a service. */
export type AskLocally = (
  request: {
    readonly method: 'GET' | 'PUT';
    readonly url: URL;
    readonly headers?: Readonly<Record<string, string>>;
  },
  isOwn: (text: string) => boolean,
) => Promise<LocalAnswer>;

/**
Makes what asks a service of this machine, with timeouts of its own.
@param env Where proxies are looked for.
@param codeOf The service's code of what went wrong.
*/
export function localService(
  service: AskedService['service'],
  {
    env,
    timeoutMs,
    witness,
    debug,
    codeOf = () => undefined,
  }: {
    readonly env: NodeJS.ProcessEnv;
    readonly timeoutMs: number;
    readonly witness: Witness | undefined;
    readonly debug: ((line: string) => void) | undefined;
    readonly codeOf?: (text: string) => string | undefined;
  },
): {readonly ask: AskLocally; readonly close: () => void} {
  const transport = createTransport({
    connectTimeoutMs: timeoutMs,
    readTimeoutMs: timeoutMs,
    verifySsl: true,
    ca: undefined,
    env,
    debug,
  });
  const ask: AskLocally = async ({method, url, headers = {}}, isOwn) => {
    const asked: AskedService = {service, host: url.host, region: undefined};
    witness?.onAsked(asked);
    try {
      const {response} = await transport.handle(
        new HttpRequest({
          method,
          protocol: url.protocol,
          hostname: url.hostname,
          ...(url.port && {port: Number(url.port)}),
          path: url.pathname + url.search,
          headers: {host: url.host, ...headers},
        }),
      );
      const status = response.statusCode;
      const text = Buffer.from(response.body as Uint8Array).toString();
      witness?.onResult({
        ...asked,
        result: {
          status,
          code: status < 300 ? undefined : codeOf(text),
          isReadable: status >= 300 || isOwn(text),
        },
      });
      return {status, text};
    } catch (error) {
      witness?.onResult({...asked, result: {error}});
      throw error;
    }
  };

  return {ask, close: () => transport.destroy?.()};
}
