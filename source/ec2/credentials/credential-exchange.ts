import type {HttpHandler} from '@smithy/core/protocols';
import type {HttpRequest} from '@smithy/types';
import {readJson, readJsonErrorCode, readXmlError} from '../answer/read-error.js';
import {parseDocument} from '../answer/xml.js';

/** A service that gives credentials, as people know it. */
export type CredentialService =
  | 'STS'
  | 'the SSO portal'
  | 'SSO OIDC'
  | 'AWS sign-in'
  | 'the instance metadata service'
  | 'the container credential endpoint';

/** Who was asked. */
export type AskedService = {
  readonly service: CredentialService;

  /** With the port, as in a URL. */
  readonly host: string;

  /** As far as the request itself tells. */
  readonly region: string | undefined;
};

export type Answered = {
  readonly status: number;

  /** The service's code of what went wrong, not cleaned. */
  readonly code: string | undefined;

  /** Whether it is an answer of such a service at all. */
  readonly isReadable: boolean;
};

export type ExchangeResult = Answered | {readonly error: unknown};

export type CredentialExchange = AskedService & {readonly result: ExchangeResult};

/** Watches a fetch of credentials, because the SDK's providers keep little of what went wrong, and of some of it nothing. */
export type Witness = {
  readonly onAsked: (asked: AskedService) => void;
  readonly onResult: (exchange: CredentialExchange) => void;
};

/** A handler whose requests are watched. */
export function witnessed(handler: HttpHandler, {onAsked, onResult}: Witness): HttpHandler {
  const handle: HttpHandler['handle'] = async (request, options) => {
    const asked = askedService(request);
    onAsked(asked);
    try {
      const exchange = await handler.handle(request, options);
      onResult({...asked, result: readResult(exchange.response)});
      return exchange;
    } catch (error) {
      onResult({...asked, result: {error}});
      throw error;
    }
  };

  return {...handler, handle};
}

function askedService({hostname, port, path, headers}: HttpRequest): AskedService {
  const signed = /Credential=[^/]+\/\d+\/([\w-]+)\//.exec(headers.authorization ?? '');
  const named = /\.([a-z]+(?:-[a-z]+)+-\d)\.(?:amazonaws|api\.aws)/.exec(hostname);
  return {
    service: serviceAt(path),
    host: port ? `${hostname}:${port}` : hostname,
    region: signed?.[1] ?? named?.[1],
  };
}

/** By what is asked, because the address may be one of the user's own. */
function serviceAt(path: string): CredentialService {
  if (path.includes('/federation/')) {
    return 'the SSO portal';
  }

  if (path.endsWith('/v1/token')) {
    return 'AWS sign-in';
  }

  return path.endsWith('/token') ? 'SSO OIDC' : 'STS';
}

type Response = Awaited<ReturnType<HttpHandler['handle']>>['response'];

function readResult({statusCode: status, headers, body}: Response): ExchangeResult {
  const text = Buffer.from(body as Uint8Array).toString();
  if (status < 300) {
    const isXml = /Response$/.test(parseDocument(text)?.root ?? '');
    return {status, code: undefined, isReadable: isXml || readJson(text) !== undefined};
  }

  const code = readXmlError(text).code ?? readJsonErrorCode(text, headers);
  return {status, code, isReadable: code !== undefined || readJson(text) !== undefined};
}
