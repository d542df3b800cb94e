/** An element: its text, or its children by name (several of one name as an array). Attributes and text between children are left out: EC2's answers carry nothing there. Texts may be slices of the document, and keep it alive. */
export type XmlValue = string | XmlElement | readonly XmlValue[];
export type XmlElement = {readonly [name: string]: XmlValue | undefined};

type Open = {readonly name: string; text: string; children?: Record<string, XmlValue>};

// At most a byte order mark and an XML declaration come before the root: no answer has a document type.
const PROLOG = /\uFEFF?\s*(?:<\?xml[^>]*\?>\s*)?/y;
const TAG = /<([A-Za-z_:][\w:.-]*)(?:\s+[^\s=<>/]+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*\s*(\/?)>/y;
const ENTITY = /&(?:#x([\da-f]{1,6})|#(\d{1,7})|(amp|lt|gt|quot|apos));/gi;
const NAMED: Readonly<Record<string, string>> = {amp: '&', lt: '<', gt: '>', quot: '"', apos: "'"};

/**
Parses a document in linear time, whatever it is.
@returns its root element's name and value, or `undefined` when it isn't well-formed.
*/
export function parseDocument(text: string): {root: string; value: XmlValue} | undefined {
  PROLOG.lastIndex = 0;
  PROLOG.test(text);
  // Names whose tags carry nothing else: nearly all of them, and looking one up is cheaper than a regular expression.
  const names = new Map<string, string>();
  const open: Open[] = [];
  let position = PROLOG.lastIndex;
  if (text[position] !== '<') {
    return undefined;
  }

  for (;;) {
    const start = text.indexOf('<', position);
    if (start === -1) {
      return undefined;
    }

    const current = open.at(-1);
    if (current && start > position && !current.children) {
      current.text += decode(text.slice(position, start));
    }

    const aside = current && skipAside(text, start);
    if (aside) {
      if (aside.end === 0) {
        return undefined;
      }

      current.text += aside.text;
      position = aside.end;
      continue;
    }

    let closed: Open | undefined;
    const end = text.indexOf('>', start);
    if (end === -1) {
      return undefined;
    }

    if (text[start + 1] === '/') {
      if (text.slice(start + 2, end).trimEnd() !== current?.name) {
        return undefined;
      }

      closed = open.pop();
      position = end + 1;
    } else {
      const plain = names.get(text.slice(start + 1, end));
      if (plain !== undefined && current) {
        const stop = endOfText(text, end + 1, plain);
        if (stop === -1) {
          open.push({name: plain, text: ''});
          position = end + 1;
        } else {
          addChild(current, plain, decode(text.slice(end + 1, stop)));
          position = stop + plain.length + 3;
        }

        continue;
      }

      TAG.lastIndex = start;
      const tag = TAG.exec(text);
      if (!tag) {
        return undefined;
      }

      position = TAG.lastIndex;
      const [whole, name = '', isClosed] = tag;
      const element: Open = {name, text: ''};
      if (isClosed) {
        closed = element;
      } else {
        open.push(element);
        if (whole.length === name.length + 2) {
          names.set(name, name);
        }
      }
    }

    if (closed) {
      const value = closed.children ?? closed.text;
      const parent = open.at(-1);
      if (!parent) {
        return text.slice(position).trim() === '' ? {root: closed.name, value} : undefined;
      }

      addChild(parent, closed.name, value);
    }
  }
}

/** Where the text of an element ends that has nothing but text; -1 when there is more in it. */
function endOfText(text: string, from: number, name: string): number {
  const stop = text.indexOf('<', from);
  return stop !== -1 &&
    text[stop + 1] === '/' &&
    text.startsWith(name, stop + 2) &&
    text[stop + 2 + name.length] === '>'
    ? stop
    : -1;
}

/** A child; every name is a name like any other. */
export function childOf(value: XmlValue | undefined, name: string): XmlValue | undefined {
  return isElement(value) ? value[name] : undefined;
}

/** The text of an element that has no children. */
export function textOf(value: XmlValue | undefined): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

export function isElement(value: XmlValue | undefined): value is XmlElement {
  return typeof value === 'object' && !Array.isArray(value);
}

/** Inherits nothing: `__proto__` and `constructor` are names in it like any other. So they are in what `Object.create(null)` makes, but that V8 keeps as a table, which takes longer to fill and more memory. */
class Children {
  [name: string]: XmlValue;
}

Object.setPrototypeOf(Children.prototype, null);
Reflect.deleteProperty(Children.prototype, 'constructor');

function addChild(parent: Open, name: string, value: XmlValue): void {
  parent.children ??= new Children();
  const known = parent.children[name];
  if (known === undefined) {
    parent.children[name] = value;
  } else if (Array.isArray(known)) {
    known.push(value);
  } else {
    parent.children[name] = [known, value];
  }
}

/** Skips a comment or an instruction, or takes a CDATA section, that starts here; `end` is 0 when it never ends. */
function skipAside(text: string, start: number): {text: string; end: number} | undefined {
  const next = text[start + 1];
  if (next === '?') {
    return takeUntil('?>', text, start + 2, false);
  }

  if (next !== '!') {
    return undefined;
  }

  if (text.startsWith('<!--', start)) {
    return takeUntil('-->', text, start + 4, false);
  }

  return text.startsWith('<![CDATA[', start) ? takeUntil(']]>', text, start + 9, true) : undefined;
}

function takeUntil(stop: string, text: string, from: number, isText: boolean) {
  const end = text.indexOf(stop, from);
  return end === -1
    ? {text: '', end: 0}
    : {text: isText ? text.slice(from, end) : '', end: end + stop.length};
}

function decode(text: string): string {
  return text.includes('&')
    ? text.replace(ENTITY, (_all, hex?: string, decimal?: string, name?: string) => {
        if (name) {
          return NAMED[name.toLowerCase()] ?? '';
        }

        const code = hex ? Number.parseInt(hex, 16) : Number(decimal);
        return code <= 0x10_ff_ff ? String.fromCodePoint(code) : '\uFFFD';
      })
    : text;
}
