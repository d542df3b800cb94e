/** The proxy's own answer, in place of one of the service. */
export class ProxyError extends Error {
  override readonly name = 'ProxyError';

  /** Its host and port. */
  readonly proxy: string;

  /** Its HTTP status; `undefined` when it let go without one. */
  readonly status: number | undefined;

  constructor(proxy: string, status: number | undefined) {
    super(`The proxy answered ${status ?? 'nothing'}.`);
    this.proxy = proxy;
    this.status = status;
  }
}

/** What a proxy says on its own account: that it has no way to the service, or wants a password. */
const OWN_STATUSES: ReadonlySet<number> = new Set([407, 502, 503, 504]);

/** Whether an answer that came through a proxy in the open can be the proxy's own. */
export function mayBeProxys(status: number): boolean {
  return OWN_STATUSES.has(status);
}

/** One sentence: what the proxy said, of whom. */
export function proxySentence({proxy, status}: ProxyError, host: string): string {
  if (status === 407) {
    return 'The proxy wants a user and a password (HTTP 407). Put them into HTTPS_PROXY.';
  }

  if (status === undefined) {
    return `The proxy ${proxy} cut the connection before it had a way to ${host}. Check the proxy.`;
  }

  return status >= 500 || status === 429
    ? `The proxy ${proxy} has no way to ${host} now (HTTP ${status}). Wait; if it lasts, check the proxy.`
    : `The proxy ${proxy} refuses a way to ${host} (HTTP ${status}). Check HTTPS_PROXY, and what the proxy allows.`;
}
