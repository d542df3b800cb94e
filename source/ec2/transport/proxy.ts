import http from 'node:http';
import https from 'node:https';
import type {HttpRequest} from '@smithy/types';
import {Ec2Error} from '../errors.js';
import {limitAgent, watchKeptConnections} from './connection.js';

export type AgentSettings = {
  readonly verifySsl: boolean;
  readonly ca: string | undefined;

  /** Milliseconds until a connection is ready for a request; 0 waits for ever. */
  readonly connectTimeoutMs: number;
};

export type Agents = {readonly httpAgent: http.Agent; readonly httpsAgent: https.Agent};

const PROXY_VARIABLES = ['http_proxy', 'https_proxy', 'all_proxy'];

/**
The proxy that HTTP_PROXY, HTTPS_PROXY, ALL_PROXY and NO_PROXY (either case) name for a request; '' for none.
The rules are proxy-from-env's, which reads `process.env`; it is only loaded where `env` names a proxy.
*/
export async function proxyFor(
  {protocol, hostname, port}: Pick<HttpRequest, 'protocol' | 'hostname' | 'port'>,
  env: NodeJS.ProcessEnv,
): Promise<string> {
  if (!PROXY_VARIABLES.some(name => env[name] || env[name.toUpperCase()])) {
    return '';
  }

  const {getProxyForUrl} = await import('proxy-from-env');
  return getProxyForUrl(`${protocol}//${hostname}${port ? `:${port}` : ''}/`);
}

/**
Agents that go through the proxy, or straight for ''. Their sockets are few and are let go when idle for longer than a service keeps them.
@throws {Ec2Error} of kind `configuration` when the proxy isn't an http or https URL.
*/
export async function createAgents(
  proxy: string,
  {verifySsl, ca, connectTimeoutMs}: AgentSettings,
): Promise<Agents> {
  const common = {keepAlive: true, maxSockets: 4, timeout: 20_000};
  const tls = {...common, rejectUnauthorized: verifySsl, ...(ca && {ca})};
  if (!proxy) {
    return {
      httpAgent: watchKeptConnections(limitAgent(new http.Agent(common), connectTimeoutMs)),
      httpsAgent: watchKeptConnections(limitAgent(new https.Agent(tls), connectTimeoutMs)),
    };
  }

  if (!URL.canParse(proxy) || !/^https?:$/.test(new URL(proxy).protocol)) {
    // Not shown, because it may hold a password.
    throw new Ec2Error(
      'The proxy is not a URL that can be used. Set HTTPS_PROXY to http://host:port, or NO_PROXY to go around it.',
      {kind: 'configuration'},
    );
  }

  const {LimitedHttpProxyAgent, LimitedHttpsProxyAgent} = await import('./tunnel-agents.js');
  const httpAgent = watchKeptConnections(
    new LimitedHttpProxyAgent(proxy, common, connectTimeoutMs),
  );
  const httpsAgent = watchKeptConnections(new LimitedHttpsProxyAgent(proxy, tls, connectTimeoutMs));

  // It uses the settings given above towards the proxy only; these are for the tunnel's end. Without secureEndpoint it files kept sockets under another name than it looks for, and opens a tunnel a request (measured).
  Object.assign(httpsAgent.options, tls, {secureEndpoint: true});
  return {httpAgent, httpsAgent: httpsAgent as unknown as https.Agent};
}
