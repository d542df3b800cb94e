import {createHash} from 'node:crypto';
import type {Filter} from '../../task/service-filter.js';
import {ServiceError} from './service-error.js';

/**
Makes the opaque token of a position in the list. Like the service's it counts from the newest task, so tasks that start in between shift the next page and pages overlap. It holds only for the filters it was made with.
@param issuedAt Milliseconds since the epoch.
*/
export function writeNextToken(
  offset: number,
  filters: readonly Filter[],
  issuedAt: number,
): string {
  const text = JSON.stringify([offset, digest(filters), issuedAt]);
  return Buffer.from(text).toString('base64');
}

/**
Gives the position of a token.
@param lifetimeMs How long a token holds; the service doesn't document its own.
@throws {ServiceError} InvalidNextToken.
*/
export function readNextToken(
  token: string,
  filters: readonly Filter[],
  now: number,
  lifetimeMs = Number.POSITIVE_INFINITY,
): number {
  const parts = parse(token);
  const [offset, filtersDigest, issuedAt] = Array.isArray(parts) ? parts : [];
  if (
    !Number.isSafeInteger(offset) ||
    offset < 0 ||
    filtersDigest !== digest(filters) ||
    typeof issuedAt !== 'number' ||
    now - issuedAt > lifetimeMs
  ) {
    throw new ServiceError('InvalidNextToken');
  }

  return offset;
}

function parse(token: string): unknown {
  try {
    return JSON.parse(Buffer.from(token, 'base64').toString());
  } catch {
    return undefined;
  }
}

function digest(filters: readonly Filter[]): string {
  const canonical = filters.map(({name, values}) => [name, ...values.toSorted()]);
  return createHash('sha256').update(JSON.stringify(canonical.toSorted())).digest('base64');
}
