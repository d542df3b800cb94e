import {strip} from '../../base/python-space.js';

/** What a request asks for, as far as the choice of a proxy goes. */
export type Target = {
  readonly protocol: string;
  readonly hostname: string;
  readonly port?: number | undefined;
};

const SUFFIX = '_proxy';

/**
The proxy that the environment names for a request, as it stands there; `undefined` for none. It is the aws command's choice: HTTP_PROXY or HTTPS_PROXY by the request's own scheme, never ALL_PROXY, which botocore doesn't look at.
Source: botocore 1.43, utils.py, get_environ_proxies, and httpsession.py, proxy_url_for
*/
export function environmentProxy(target: Target, env: NodeJS.ProcessEnv): string | undefined {
  const proxies = proxiesOf(env);
  return isBypassed(target, proxies.get('no'))
    ? undefined
    : proxies.get(target.protocol.replace(/:$/, ''));
}

/**
Every variable that ends in `_proxy`, in any case, by the word in front. One whose suffix is in lower case beats the others, and takes them away where it is empty. Under CGI, HTTP_PROXY is a header that whoever asks may have sent.
Source: CPython 3.11, Lib/urllib/request.py, getproxies_environment
*/
function proxiesOf(env: NodeJS.ProcessEnv): ReadonlyMap<string, string> {
  const proxies = new Map<string, string>();
  const variables = Object.entries(env).filter(([name]) => name.toLowerCase().endsWith(SUFFIX));
  if (variables.length === 0) {
    return proxies;
  }

  const schemeOf = (name: string) => name.slice(0, -SUFFIX.length).toLowerCase();
  for (const [name, value] of variables) {
    if (value) {
      proxies.set(schemeOf(name), value);
    }
  }

  if (env.REQUEST_METHOD !== undefined) {
    proxies.delete('http');
  }

  for (const [name, value] of variables.filter(([name]) => name.endsWith(SUFFIX))) {
    if (value) {
      proxies.set(schemeOf(name), value);
    } else {
      proxies.delete(schemeOf(name));
    }
  }

  return proxies;
}

/**
Whether NO_PROXY names the host: `*` alone names all, anything else a host or a domain above it, with or without a dot in front, with or without a port. Addresses are compared as text: there are no networks.
Source: CPython 3.11, Lib/urllib/request.py, proxy_bypass_environment
*/
function isBypassed({hostname, port}: Target, noProxy: string | undefined): boolean {
  if (noProxy === undefined) {
    return false;
  }

  if (noProxy === '*') {
    return true;
  }

  const host = hostname.toLowerCase();
  const names = port === undefined ? [host] : [host, `${host}:${port}`];
  const entries = noProxy.split(',').map(strip).filter(Boolean);
  return entries.some(entry => {
    const named = entry.replace(/^\.+/, '').toLowerCase();
    return names.some(name => name === named || name.endsWith(`.${named}`));
  });
}
