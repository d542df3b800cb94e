import type {HttpRequest, HttpResponse} from '@smithy/types';
import {cleanText} from '../clean-text.js';

type Sent = Pick<HttpRequest, 'method' | 'protocol' | 'hostname' | 'port' | 'path' | 'body'>;

/** One line for a request that was answered: `POST https://host Action=… -> 200, request id, 12 ms, 345 bytes`. Never a header or a body but EC2's own parameters. */
export function describeExchange(request: Sent, response: HttpResponse, ms: number): string {
  const id = requestIdOf(response);
  return cleanText(
    `${target(request)} -> ${response.statusCode}${id ? ` ${id}` : ''} ${Math.round(ms)} ms ${response.body?.length ?? 0} bytes`,
  );
}

/** The same for one that was not. */
export function describeFailure(request: Sent, error: unknown, ms: number): string {
  const {code, name} = error as {code?: unknown; name?: unknown};
  return cleanText(`${target(request)} -> ${code ?? name ?? 'error'} ${Math.round(ms)} ms`);
}

/** The id of an answer: in a header, or in EC2's XML. */
export function requestIdOf(response: HttpResponse, text?: string): string | undefined {
  const header = response.headers['x-amzn-requestid'] ?? response.headers['x-amzn-request-id'];
  const body = text ?? (response.body ? Buffer.from(response.body).toString('latin1') : '');
  return header ?? /<request(?:id)>([\w-]{1,64})</i.exec(body)?.[1];
}

function target({method, protocol, hostname, port, path, body}: Sent): string {
  // STS and SSO requests carry tokens in path and body: only EC2's parameters are shown.
  const isOurs = typeof body === 'string' && body.startsWith('Action=DescribeStoreImageTasks&');
  const host = `${protocol}//${hostname}${port ? `:${port}` : ''}`;
  return isOurs ? `${method} ${host} ${body}` : `${method} ${host}${path.replace(/\?.*$/s, '')}`;
}
