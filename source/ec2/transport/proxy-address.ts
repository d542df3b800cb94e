/** Where a proxy is and how to log in there. */
export type ProxyAddress = {
  /** Without user and password. */
  readonly url: URL;

  /** The value of Proxy-Authorization; `undefined` unless both a user and a password are given. */
  readonly authorization: string | undefined;
};

const OTHER_SCHEME = /^(?!https?:)[a-zA-Z][a-zA-Z\d+.-]*:\/\//;

/**
Reads the value of a proxy variable as the aws command does: without a scheme it is `http://`; up to the last `@` stand the user and, behind the first `:`, the password, both with `%XX` for what can't stand there, and any other `%` for itself.
@returns `undefined` for what can't be a proxy: SOCKS and other schemes, no host.
Source: botocore 1.43, httpsession.py, ProxyConfiguration
*/
export function parseProxy(value: string): ProxyAddress | undefined {
  if (OTHER_SCHEME.test(value)) {
    return undefined;
  }

  const [, scheme = 'http:', authority = ''] =
    /^(https?:)?\/\/([^/?#]*)/.exec(fixScheme(value)) ?? [];
  const at = authority.lastIndexOf('@');
  const place = `${scheme}//${authority.slice(at + 1)}`;
  if (!/^https?:\/\/(?:[^:[\]\\]+|\[[^\]]+\])(?::\d*)?$/.test(place) || !URL.canParse(place)) {
    return undefined;
  }

  const login = authority.slice(0, Math.max(at, 0));
  const colon = login.indexOf(':');
  const user = unquote(login.slice(0, Math.max(colon, 0)));
  const password = unquote(login.slice(colon + 1));
  return {
    url: new URL(place),
    authorization:
      colon > 0 && password !== ''
        ? `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`
        : undefined,
  };
}

function fixScheme(value: string): string {
  if (/^https?:/.test(value)) {
    return value;
  }

  return value.startsWith('//') ? `http:${value}` : `http://${value}`;
}

/** urllib.parse.unquote() of Python: bytes of UTF-8, and whatever is none as U+FFFD. */
function unquote(text: string): string {
  return text.replaceAll(/(?:%[\da-f]{2})+/gi, bytes =>
    Buffer.from(bytes.replaceAll('%', ''), 'hex').toString(),
  );
}
