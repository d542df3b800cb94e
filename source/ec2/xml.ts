import {parseXML} from '@aws-sdk/xml-builder';

/** An element: its text, or its children by name (several of one name as an array). */
export type XmlValue = string | XmlElement | readonly XmlValue[];
export type XmlElement = {readonly [name: string]: XmlValue | undefined};

// An answer starts with its root, after at most an XML declaration. A document type is refused: no answer has one, and skipping hostile ones costs quadratic time.
const START = /^\s*(?:<\?xml[^>]*>\s*)?<[a-z]/i;

/**
Parses a document.
@returns its root element's name and value, or `undefined` when it isn't well-formed XML.
*/
export function parseDocument(text: string): {root: string; value: XmlValue} | undefined {
  if (!START.test(text)) {
    return undefined;
  }

  try {
    const [entry] = Object.entries(parseXML(text) as XmlElement);
    return entry?.[1] === undefined ? undefined : {root: entry[0], value: entry[1]};
  } catch {
    // Also a RangeError, from nesting that no answer has.
    return undefined;
  }
}

/** A child by its own name only: `__proto__` and `constructor` are names like any other. */
export function childOf(value: XmlValue | undefined, name: string): XmlValue | undefined {
  return isElement(value) && Object.hasOwn(value, name) ? value[name] : undefined;
}

/** The text of an element without children; with attributes the parser puts it in `#text`. */
export function textOf(value: XmlValue | undefined): string | undefined {
  const text = isElement(value) ? childOf(value, '#text') : value;
  return typeof text === 'string' ? text : undefined;
}

export function isElement(value: XmlValue | undefined): value is XmlElement {
  return typeof value === 'object' && !Array.isArray(value);
}
