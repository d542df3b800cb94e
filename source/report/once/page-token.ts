/** Where an answer that --max-items cut short goes on: the service's own token for the page, and how many of its tasks were printed already. */
export type PageToken = {readonly nextToken: string | undefined; readonly skip: number};

/**
Writes a token that the aws command understands: JSON as Python writes it, in base64.
Source: botocore/paginate.py, TokenEncoder.
@param skip `undefined` at the border of a page.
*/
export function encodePageToken(nextToken: string | undefined, skip: number | undefined): string {
  const members = [`"NextToken": ${pythonJson(nextToken)}`];
  if (skip !== undefined) {
    members.push(`"boto_truncate_amount": ${skip}`);
  }
  return Buffer.from(`{${members.join(', ')}}`).toString('base64');
}

/** A token for a sentence that somebody copies it from: as it is where a shell and a screen take it so, otherwise the way the aws command wraps it. Either is read again by `decodePageToken`. */
export function tokenToCopy(nextToken: string): string {
  return /^[\w+/=.:][\w+/=.:-]*$/.test(nextToken)
    ? nextToken
    : encodePageToken(nextToken, undefined);
}

/**
Reads what --starting-token takes: a token of the aws command, one of its older form (`token___3`), or the service's own.
Source: botocore/paginate.py, _parse_starting_token.
*/
export function decodePageToken(text: string): PageToken {
  const decoded = parseObject(Buffer.from(text, 'base64').toString());
  if (decoded) {
    return {
      nextToken: present(decoded.NextToken),
      skip: typeof decoded.boto_truncate_amount === 'number' ? decoded.boto_truncate_amount : 0,
    };
  }
  const [token, count, ...others] = text.split('___');
  return others.length === 0 && count !== undefined && /^\d+$/.test(count)
    ? {nextToken: present(token), skip: Number(count)}
    : {nextToken: present(text), skip: 0};
}

function parseObject(json: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(json);
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : undefined;
  } catch {
    return undefined;
  }
}

function present(token: unknown): string | undefined {
  return typeof token === 'string' && token !== 'None' ? token : undefined;
}

function pythonJson(text: string | undefined): string {
  return JSON.stringify(text ?? null).replaceAll(
    /[\u007f-\uffff]/g,
    unit => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
