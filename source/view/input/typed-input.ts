import {codePointReader} from './code-points.js';
import {ESCAPE_KEY, isFunctionKey, keyOfCsi, keyOfSs3} from './key-codes.js';

/** What an input waits for: how long that may take differs. */
export type InputWait = 'nothing' | 'escape' | 'sequence';

export type TypedInput = {
  /** Takes what has come, and gives what was typed. */
  readonly push: (bytes: Uint8Array) => string;

  readonly waiting: () => InputWait;

  /** Nothing has come for as long as one waits: gives what was typed after all. */
  readonly giveUp: () => string;
};

const ESC = 0x1b;
const CTRL_C = 0x03;
const CAN = 0x18;
const CTRL_Z = 0x1a;
const BEL = 0x07;
const STRING_END = 0x9c;
const PASTE = '200';
const PASTE_END = '\u{1B}[201~';

/** What introduces a sequence, behind ESC or as one 8-bit character. DCS, SOS, OSC, PM and APC are strings. */
const KIND_OF: Readonly<Record<string, 'csi' | 'ss3' | 'string'>> = {
  '[': 'csi',
  O: 'ss3',
  P: 'string',
  X: 'string',
  ']': 'string',
  '^': 'string',
  _: 'string',
};

/** Reports of the mouse in forms of old, by the final of a CSI sequence without parameters: so many characters follow. */
const FOLLOWED_BY: Readonly<Record<string, number>> = {M: 3, T: 6, t: 2};

/** Parameters beyond are no key; they are not kept. */
const MAX_PARAMETERS = 64;

type State =
  | {readonly type: 'ground' | 'escape' | 'string' | 'stringEscape'}
  | {readonly type: 'sequence'; readonly kind: 'csi' | 'ss3'; readonly parameters: string}
  | MouseReport
  | {readonly type: 'paste' | 'latePaste'};

/** What is left of it, in coordinates. The last one may go on: in mode 1005 it has two bytes from 96 on, as UTF-8 has. */
type MouseReport = {readonly type: 'mouse'; readonly left: number; readonly mayGoOn: boolean};

const GROUND: State = {type: 'ground'};

/**
Tells what a person types from what the terminal itself says.
- Control strings (OSC, DCS, APC, PM, SOS) go up to their end, control sequences that are no key go whole, legacy reports of the mouse with the characters behind them, and keys that are let go: in pieces as well.
- An Escape is written as `ESCAPE_KEY`. What follows an Escape and can't be one key with it is a key of its own: no key with Alt has a meaning here.
- Of a paste, no more than `maxPaste` characters are kept; it comes out between its marks, whole.
- What never ends is given up by `giveUp`. ^C and ^Z are keys within a string, too: they lead out of one that never ends.
@param isUtf8 Whether the locale is; without it, what is no UTF-8 is Latin-1.
*/
export function createTypedInput(maxPaste: number, isUtf8 = true): TypedInput {
  const reader = codePointReader(isUtf8);
  let state: State = GROUND;
  let typed = '';

  /** The character behind ESC of the sequence that has just begun; typed as itself if nothing follows. Empty for an 8-bit introducer. */
  let introducer = '';
  let paste: string[] = [];
  let ending = '';

  const begin = (character: string, isEscaped: boolean) => {
    const kind = KIND_OF[character];
    introducer = isEscaped ? character : '';
    state =
      kind === 'csi' || kind === 'ss3'
        ? {type: 'sequence', kind, parameters: ''}
        : {type: 'string'};
  };

  const inGround = (point: number) => {
    if (point === ESC) {
      state = {type: 'escape'};
    } else if (point >= 0x80 && point <= 0x9f) {
      const character = String.fromCharCode(point - 0x40);
      if (KIND_OF[character]) {
        begin(character, false);
      }
    } else if (!isFunctionKey(point)) {
      typed += String.fromCodePoint(point);
    }
  };

  const inEscape = (point: number) => {
    const character = String.fromCodePoint(point);
    if (point === ESC) {
      typed += ESCAPE_KEY;
    } else if (KIND_OF[character]) {
      begin(character, true);
    } else {
      state = GROUND;
      // `ESC \` is the end of a string that was given up.
      if (character !== '\\') {
        typed += ESCAPE_KEY;
        inGround(point);
      }
    }
  };

  const endCsi = (parameters: string, final: string) => {
    state = GROUND;
    const followers = parameters === '' ? FOLLOWED_BY[final] : undefined;
    if (followers !== undefined) {
      state = {type: 'mouse', left: followers, mayGoOn: false};
    } else if (final === '~' && parameters === PASTE) {
      state = {type: 'paste'};
      paste = [];
      ending = '';
    } else if (final === '[' && parameters === '') {
      // The function keys of the Linux console and of PuTTY.
      state = {type: 'sequence', kind: 'csi', parameters: '['};
    } else {
      typed += keyOfCsi(parameters, final);
    }
  };

  const inSequence = (point: number, kind: 'csi' | 'ss3', parameters: string) => {
    const character = String.fromCodePoint(point);
    const isCsi = kind === 'csi';
    // rxvt ends keys with Shift in `$`.
    const isRxvt = isCsi && character === '$' && /^[235678]$/.test(parameters);
    const isParameter = isCsi ? point >= 0x20 && point <= 0x3f : /[\d;]/.test(character);
    if (isParameter && !isRxvt) {
      const longer = parameters.length < MAX_PARAMETERS ? parameters + character : parameters;
      state = {type: 'sequence', kind, parameters: longer};
      return;
    }

    if (isCsi && point >= 0x20 && point <= 0x7e) {
      endCsi(parameters, character);
      return;
    }

    const key = isCsi ? undefined : keyOfSs3(parameters, character);
    if (key === undefined) {
      // It was no sequence; the character that shows that is typed by itself.
      typed += typedAfterAll();
      state = GROUND;
      inGround(point);
    } else {
      state = GROUND;
      typed += key;
    }
  };

  /** What a person may have typed of a sequence that never became one: an Escape and a letter. */
  const typedAfterAll = () => {
    switch (state.type) {
      case 'escape':
      case 'stringEscape':
        return ESCAPE_KEY;
      case 'string':
        return introducer && ESCAPE_KEY + introducer;
      case 'sequence': {
        const isTyped = introducer && (state.kind === 'ss3' || state.parameters === '');
        return isTyped ? ESCAPE_KEY + introducer + state.parameters : '';
      }

      default:
        return '';
    }
  };

  const inString = (point: number) => {
    introducer = '';
    if (point === BEL || point === STRING_END) {
      state = GROUND;
    } else if (point === ESC) {
      state = {type: 'stringEscape'};
    } else if (point === CAN) {
      state = GROUND;
    } else if (point === CTRL_C || point === CTRL_Z) {
      state = GROUND;
      inGround(point);
    }
  };

  /** Coordinates are bytes, not characters: any may follow another. Some terminals write control characters for columns beyond 222; ^C and Escape are keys all the same. @returns False for a byte that is no part of it. */
  const inMouse = (byte: number, {left, mayGoOn}: MouseReport) => {
    const isRest = mayGoOn && byte >= 0x80 && byte <= 0xbf;
    if (!isRest && (left === 0 || byte === CTRL_C || byte === ESC)) {
      state = GROUND;
      return false;
    }

    const next = isRest ? left : left - 1;
    const isBegun = !isRest && byte >= 0xc2 && byte <= 0xdf;
    state = next === 0 && !isBegun ? GROUND : {type: 'mouse', left: next, mayGoOn: isBegun};
    return true;
  };

  const inPaste = (point: number) => {
    const character = String.fromCodePoint(point);
    if (PASTE_END.startsWith(ending + character)) {
      ending += character;
      if (ending === PASTE_END) {
        deliver();
        state = GROUND;
      }

      return;
    }

    const more = point === ESC ? ending : ending + character;
    ending = point === ESC ? character : '';
    for (const one of more) {
      if (paste.length <= maxPaste) {
        paste.push(one);
      }
    }
  };

  const deliver = () => {
    if (state.type === 'paste' || paste.length > 0) {
      typed += `\u{1B}[${PASTE}~${paste.join('')}${PASTE_END}`;
    }

    paste = [];
  };

  const take = (point: number) => {
    switch (state.type) {
      case 'ground':
        return inGround(point);
      case 'escape':
        return inEscape(point);
      case 'sequence':
        return inSequence(point, state.kind, state.parameters);
      case 'string':
        return inString(point);
      case 'stringEscape':
        if (point === ESC) {
          return;
        }

        state = {type: 'escape'};
        return inEscape(point);
      case 'mouse':
        return;
      default:
        return inPaste(point);
    }
  };

  const taken = () => {
    const result = typed;
    typed = '';
    return result;
  };

  return {
    push(bytes) {
      // ^C and Escape end a paste whose end mark never came.
      const isWayOut = bytes.length === 1 && (bytes[0] === CTRL_C || bytes[0] === ESC);
      if (state.type === 'latePaste' && isWayOut) {
        deliver();
        state = GROUND;
      }

      for (const byte of bytes) {
        if (state.type !== 'mouse' || !inMouse(byte, state)) {
          reader.take(byte).forEach(take);
        }
      }

      return taken();
    },
    waiting() {
      switch (state.type) {
        case 'ground':
          return reader.isWaiting() ? (isUtf8 ? 'sequence' : 'escape') : 'nothing';
        case 'latePaste':
          return 'nothing';
        case 'mouse':
          return state.left > 0 ? 'sequence' : 'nothing';
        case 'escape':
          return 'escape';
        default:
          return 'sequence';
      }
    },
    giveUp() {
      if (state.type === 'paste') {
        deliver();
        state = {type: 'latePaste'};
        return taken();
      }

      reader.giveUp().forEach(take);
      typed += typedAfterAll();
      state = GROUND;
      return taken();
    },
  };
}
