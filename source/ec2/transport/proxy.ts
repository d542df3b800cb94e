import http from 'node:http';
import https from 'node:https';
import {Ec2Error} from '../errors.js';
import {limitAgent, watchKeptConnections} from './connection.js';
import {parseProxy} from './proxy-address.js';

export type AgentSettings = {
  readonly verifySsl: boolean;
  readonly ca: string | undefined;

  /** Milliseconds until a connection is ready for a request; 0 waits for ever. */
  readonly connectTimeoutMs: number;
};

export type Agents = {readonly httpAgent: http.Agent; readonly httpsAgent: https.Agent};

/**
Agents that go through the proxy, or straight for `undefined`. Their sockets are few and are let go when idle for longer than a service keeps them.
@param proxy As the environment has it.
@throws {Ec2Error} of kind `configuration` when the proxy isn't one that speaks HTTP.
*/
export async function createAgents(
  proxy: string | undefined,
  {verifySsl, ca, connectTimeoutMs}: AgentSettings,
): Promise<Agents> {
  const common = {keepAlive: true, maxSockets: 4, timeout: 20_000};
  const tls = {...common, rejectUnauthorized: verifySsl, ...(ca && {ca})};
  if (proxy === undefined) {
    return {
      httpAgent: watchKeptConnections(limitAgent(new http.Agent(common), connectTimeoutMs)),
      httpsAgent: watchKeptConnections(limitAgent(new https.Agent(tls), connectTimeoutMs)),
    };
  }

  const address = parseProxy(proxy);
  if (!address) {
    // Not shown, because it may hold a password.
    throw new Ec2Error(
      'The proxy is not one that can be used: it speaks HTTP, and SOCKS or anything else is not taken. Set HTTPS_PROXY to http://host:port, or NO_PROXY to go around it.',
      {kind: 'configuration'},
    );
  }

  const {url, authorization} = address;
  const headers = authorization === undefined ? {} : {'Proxy-Authorization': authorization};
  const {LimitedHttpProxyAgent, LimitedHttpsProxyAgent} = await import('./tunnel-agents.js');
  const httpAgent = watchKeptConnections(
    new LimitedHttpProxyAgent(url, {...common, headers}, connectTimeoutMs),
  );
  const httpsAgent = watchKeptConnections(
    new LimitedHttpsProxyAgent(url, {...tls, headers}, connectTimeoutMs),
  );

  // It uses the settings given above towards the proxy only; these are for the tunnel's end. Without secureEndpoint it files kept sockets under another name than it looks for, and opens a tunnel a request (measured).
  Object.assign(httpsAgent.options, tls, {secureEndpoint: true});
  return {httpAgent, httpsAgent: httpsAgent as unknown as https.Agent};
}
