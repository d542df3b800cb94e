import {childOf, parseDocument, textOf} from './xml.js';

/** What a service says went wrong; neither is cleaned. */
export type SaidError = {readonly code?: string; readonly message?: string};

/** Reads an error in XML. `Response/Errors/Error` is EC2's; `ErrorResponse/Error` is what other query services and emulators send. */
export function readXmlError(text: string): SaidError {
  const document = parseDocument(text);
  if (document?.root !== 'Response' && document?.root !== 'ErrorResponse') {
    return {};
  }

  const error = childOf(childOf(document.value, 'Errors') ?? document.value, 'Error');
  return {
    code: textOf(childOf(error, 'Code')) || undefined,
    message: textOf(childOf(error, 'Message')),
  };
}

/**
Reads the code of an error in JSON: in the header `x-amzn-errortype` or in `__type`, both as `namespace#Code:address`; `code`; or OAuth's `error`.
Source: https://smithy.io/2.0/aws/protocols/aws-restjson1-protocol.html#operation-error-serialization
*/
export function readJsonErrorCode(
  text: string,
  headers: Readonly<Record<string, string>>,
): string | undefined {
  const {__type: type, code, error} = readJson(text) ?? {};
  const said = [headers['x-amzn-errortype'], type, code, error].find(
    value => typeof value === 'string' && value !== '',
  );
  return typeof said === 'string' ? said.replace(/^.*#/, '').replace(/:.*$/s, '') : undefined;
}

/** The members of a JSON object; `undefined` for anything else. */
export function readJson(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null
      ? (value as Record<string, unknown>)
      : undefined;
  } catch {
    return undefined;
  }
}
