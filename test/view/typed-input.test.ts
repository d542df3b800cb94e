import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import type {Key} from 'ink';
import {toKeys} from '../../source/view/input/keys.js';
import {createTypedInput} from '../../source/view/input/typed-input.js';
import {countSteps} from '../helpers/count-steps.js';

const ESC = '\u{1B}';
const ESCAPE = `${ESC}[27u`;
const latin1 = (text: string) => Buffer.from(text, 'latin1');

/** What is typed, of pieces that come at once, one after the other. */
function typed(...pieces: readonly (string | Uint8Array)[]): string {
  const input = createTypedInput(20);
  return pieces
    .map(piece => input.push(typeof piece === 'string' ? Buffer.from(piece) : piece))
    .join('');
}

/** Bytes in pieces, cut at these places. */
function cutAt(bytes: Uint8Array, at: readonly number[]): readonly Uint8Array[] {
  const places = [0, ...at.filter(place => place < bytes.length), bytes.length];
  places.sort((a, b) => a - b);
  return places.slice(1).map((to, index) => bytes.subarray(places[index], to));
}

/** The same, and then nothing more. */
function typedInTheEnd(...pieces: readonly (string | Uint8Array)[]): string {
  const input = createTypedInput(20);
  const all = pieces.map(piece =>
    input.push(typeof piece === 'string' ? Buffer.from(piece) : piece),
  );
  return all.join('') + input.giveUp();
}

/** What terminals say by themselves. */
const WORDS: Readonly<Record<string, string | Uint8Array>> = {
  'an answer to DECRQSS': `${ESC}P1$r0;4m${ESC}\\`,
  'a refused DECRQSS': `${ESC}P0$r${ESC}\\`,
  'an answer to XTVERSION': `${ESC}P>|XTerm(390)${ESC}\\`,
  'an answer to XTGETTCAP': `${ESC}P1+r544e=787465726d${ESC}\\`,
  DA3: `${ESC}P!|00000000${ESC}\\`,
  'the foreground colour': `${ESC}]10;rgb:ffff/ffff/ffff${ESC}\\`,
  'the background colour, with BEL': `${ESC}]11;rgb:0000/0000/0000\u{7}`,
  'a colour of the palette, with an 8-bit end': latin1(`${ESC}]4;1;rgb:cd/00/00\u{9C}`),
  'the clipboard': `${ESC}]52;c;cXFxcXE=${ESC}\\`,
  'the title': `${ESC}]lquit q é Ü œ${ESC}\\`,
  'a string with lines in it': `${ESC}Pq\r\n4\tj${ESC}\\`,
  'a string that is broken off': `${ESC}]52;c;q4\u{18}`,
  'an APC of kitty’s graphics': `${ESC}_Gi=31;OK${ESC}\\`,
  'a PM': `${ESC}^private q${ESC}\\`,
  'a SOS': `${ESC}Xstring q${ESC}\\`,
  'an 8-bit DCS': latin1('\u{90}1$r0m\u{9C}'),
  'an 8-bit OSC in UTF-8': '\u{9D}11;rgb:0/0/0\u{9C}',
  'an 8-bit CSI': latin1('\u{9B}?62;22c'),
  DA1: `${ESC}[?62;22c`,
  DA2: `${ESC}[>41;390;0c`,
  'the cursor’s place': `${ESC}[24;80R`,
  'the cursor’s place, at the top': `${ESC}[1;1R`,
  'a mode': `${ESC}[?2026;2$y`,
  'an ANSI mode': `${ESC}[4;1$y`,
  'the size': `${ESC}[8;24;80t`,
  'the size as it changes': `${ESC}[48;24;80;480;800t`,
  'the colour scheme': `${ESC}[?997;1n`,
  'kitty’s flags': `${ESC}[?15u`,
  focus: `${ESC}[I`,
  'focus lost': `${ESC}[O`,
  'a mouse of old': `${ESC}[M !!`,
  'a mouse of old on q': `${ESC}[Mqqq`,
  'a mouse of old far right': latin1(`${ESC}[M \u{FE}q`),
  'a mouse in UTF-8': `${ESC}[M \u{171}q`,
  'a mouse in UTF-8 far below': `${ESC}[M \u{171}\u{A5}`,
  'a mouse of old at the end of Latin-1': latin1(`${ESC}[M \u{E1}\u{A1}`),
  'a mouse of old on a terminal that counts on into control characters': `${ESC}[M \r!`,
  'a mouse of old on Tab and Enter': `${ESC}[M\t\r\n`,
  'a mouse of old beyond what it can count': `${ESC}[M \0\0`,
  'a highlight': `${ESC}[Tqqqqqq`,
  'a short highlight': `${ESC}[tqq`,
  'a mouse by SGR': `${ESC}[<0;10;20M`,
  'a mouse by SGR, let go': `${ESC}[<0;10;20m`,
  'a mouse by urxvt': `${ESC}[32;10;20M`,
  'q let go': `${ESC}[113;1:3u`,
  'up let go': `${ESC}[1;1:3A`,
  'delete let go': `${ESC}[3;1:3~`,
  shift: `${ESC}[57441;2u`,
  'F5 let go': `${ESC}[15;1:3~`,
  'F1 let go': `${ESC}[1;1:3P`,
  'F1 by number, let go': `${ESC}[57364;1:3u`,
  'Ctrl and F5': `${ESC}[15;5~`,
  'Alt and F10 of VTE': `${ESC}[21;3~`,
  'Shift and F1': `${ESC}[1;2P`,
  'Shift and F1 of old': `${ESC}O2P`,
  'another letter of the console': `${ESC}[[F`,
  'a CSI without an end in sight': `${ESC}[?${'1;'.repeat(500)}1c`,
  'the end of a string that is gone': `${ESC}\\`,
};

for (const [name, word] of Object.entries(WORDS)) {
  test(`the terminal says it, nobody typed it, in any pieces: ${name}`, () => {
    const bytes = typeof word === 'string' ? Buffer.from(word) : word;
    assert.equal(typed('a', bytes, 'b'), 'ab');
    for (let at = 1; at < bytes.length; at++) {
      assert.equal(typed('a', bytes.subarray(0, at), bytes.subarray(at), 'b'), 'ab', String(at));
    }

    assert.equal(typed(...Array.from(bytes, byte => Uint8Array.of(byte)), 'b'), 'b');
    assert.equal(typed(bytes, bytes, bytes), '');
  });
}

test('what is typed comes through, in any pieces', () => {
  const key = fc.constantFrom(
    ...['a', 'Q', ' ', '\r', '\t', '\u{7F}', '\u{3}', '/', 'é', '漢', '👍'],
    ...['[A', '[1;5B', 'OC', 'OH', '[5~', '[Z', '[2$', '[7^'].map(end => ESC + end),
  );
  const splits = fc.array(fc.nat(200), {maxLength: 20});
  fc.assert(
    fc.property(fc.array(key, {maxLength: 20}), splits, (keys, at) => {
      const text = keys.join('');
      assert.equal(typed(...cutAt(Buffer.from(text), at)), text);
    }),
  );
});

test('words of the terminal between keys are taken out, the keys stay', () => {
  fc.assert(
    fc.property(
      fc.array(
        fc.tuple(
          fc.constantFrom('j', 'k', '\r', `${ESC}[A`),
          fc.constantFrom(...Object.values(WORDS)),
        ),
      ),
      pairs => {
        const pieces = pairs.flat();
        assert.equal(typed(...pieces), pairs.map(([key]) => key).join(''));
      },
    ),
  );
});

test('whatever comes in whatever pieces, the same keys come out', () => {
  const piece = fc.oneof(
    fc.constantFrom('j', '\r', 'é', '漢', `${ESC}[A`, `${ESC}OP`, ESC, `${ESC}[200~q${ESC}[201~`),
    fc.constantFrom(...Object.values(WORDS)),
    fc.uint8Array({maxLength: 6}),
  );
  const splits = fc.array(fc.nat(300), {maxLength: 30});
  for (const isUtf8 of [true, false]) {
    fc.assert(
      fc.property(fc.array(piece, {maxLength: 12}), splits, (pieces, at) => {
        const bytes = Buffer.concat(pieces.map(one => Buffer.from(one as Uint8Array)));
        const take = (parts: readonly Uint8Array[]) => {
          const input = createTypedInput(20, isUtf8);
          return parts.map(part => input.push(part)).join('') + input.giveUp();
        };
        assert.equal(take(cutAt(bytes, at)), take([bytes]));
      }),
      {numRuns: 300},
    );
  }
});

test('function keys, as every kind of terminal writes them', () => {
  const keys: Readonly<Record<string, readonly string[]>> = {
    f1: ['OP', '[P', '[11~', '[[A', '[57364u', '[57364;1:1u', '[1;1P', '[1;129P', '[57364;65u'],
    f2: ['OQ', '[12~', '[[B', '[57365u'],
    f3: ['OR', '[13~', '[[C'],
    f4: ['OS', '[14~', '[[D'],
    f5: ['[15~', '[[E', '[57368u', '[15;1:2~'],
    f6: ['[17~'],
    f10: ['[21~', '[57373u', '[21;1~'],
    f11: ['[23~'],
    f12: ['[24~', '[57375u'],
    insert: ['[2~', '[57348u'],
  };
  for (const [name, forms] of Object.entries(keys)) {
    for (const form of forms) {
      const text = typed('j', ESC + form, 'k');
      assert.deepEqual(toKeys(text, {} as Key), ['j', name, 'k'], form);
    }
  }
});

test('where the locale isn’t UTF-8, Latin-1 is typed as well as UTF-8, and no letter waits for the next', () => {
  const bytes = (text: string | Uint8Array) =>
    typeof text === 'string' ? Buffer.from(text) : text;
  const inLatin1 = (...pieces: readonly (string | Uint8Array)[]) => {
    const input = createTypedInput(20, false);
    return pieces.map(piece => input.push(bytes(piece)) + input.giveUp()).join('');
  };
  for (const letter of ['ä', 'é', 'ß', 'ü', 'ÿ', 'À', 'Û', '£']) {
    assert.equal(inLatin1(latin1(letter)), letter, letter);
    assert.equal(inLatin1(latin1(`${letter}q`)), `${letter}q`, letter);
    assert.equal(inLatin1(letter), letter, `${letter} in UTF-8`);
  }

  assert.equal(inLatin1('漢👍'), '漢👍');
  assert.equal(inLatin1(latin1('\u{9B}A\u{E4}j')), `${ESC}[Aäj`, 'an 8-bit key');
  assert.equal(inLatin1(Uint8Array.of(0xe4, 0x9b), 'q'), 'ä\u{FFFD}q', 'no CSI within a character');
  const waiting = createTypedInput(20, false);
  waiting.push(latin1('é'));
  assert.equal(waiting.waiting(), 'escape', 'for no longer than an Escape');
  const late = createTypedInput(20);
  assert.equal(late.push(latin1('é')), '');
  assert.equal(late.waiting(), 'sequence', 'in UTF-8 the rest may come late');
});

test('keys of the protocols that give every key a number', () => {
  for (const [sequence, key] of [
    ['[97u', 'a'],
    ['[97;2u', 'A'],
    ['[97:65;2u', 'A'],
    ['[47:63;2u', '?'],
    ['[97;1;228u', 'ä'],
    ['[97;65u', 'a'],
    ['[97;1:2u', 'a'],
    ['[99;5u', '\u{3}'],
    ['[27u', ESCAPE],
    ['[27;1:1u', ESCAPE],
    ['[91;5u', ESCAPE],
    ['[13u', '\r'],
    ['[57414u', '\r'],
    ['[57400u', '1'],
    ['[57419u', `${ESC}[A`],
    ['[127u', '\u{7F}'],
    ['[27;5;99~', '\u{3}'],
    ['[27;2;65~', 'A'],
    ['[113;3u', ''],
    ['[113;9u', ''],
    ['[57358u', ''],
  ] as const) {
    assert.equal(typed(ESC + sequence), key, sequence);
  }

  assert.equal(typed(`${ESC}Oq${ESC}OM${ESC}Ok`), '1\r+', 'the keypad');
});

test('an Escape is one where nothing follows, and before what can’t be one key with it', () => {
  assert.equal(typed(ESC), '');
  assert.equal(typedInTheEnd(ESC), ESCAPE);
  assert.equal(typed(`${ESC}q`), `${ESCAPE}q`);
  assert.equal(typed(ESC, 'q'), `${ESCAPE}q`);
  assert.equal(typed(`${ESC}\r`), `${ESCAPE}\r`);
  assert.equal(typed(`${ESC}\u{7F}`), `${ESCAPE}\u{7F}`);
  assert.equal(typed(`${ESC}\u{3}`), `${ESCAPE}\u{3}`);
  assert.equal(typed(`${ESC}漢`), `${ESCAPE}漢`);
  assert.equal(typed(`${ESC}${ESC}[B`), `${ESCAPE}${ESC}[B`);
  assert.equal(typedInTheEnd(`${ESC}${ESC}`), ESCAPE + ESCAPE);
  assert.equal(typed(ESC, '[', 'A'), `${ESC}[A`);
  assert.equal(typed(`${ESC}O `), `${ESCAPE}O `);
  assert.equal(typed(String.fromCodePoint(57_364)), '', 'a character is no function key');
  for (const letter of ['P', 'O', '[', ']', '_', '^', 'X']) {
    assert.equal(typedInTheEnd(ESC + letter), ESCAPE + letter, 'typed after all');
  }
});

test('what never ends is given up, and ^C gets through at once', () => {
  for (const start of [`${ESC}]11;rgb:`, `${ESC}P1$r`, `${ESC}[12;`, `${ESC}[M!`, `${ESC}_G`]) {
    const input = createTypedInput(20);
    assert.equal(input.push(Buffer.from(start)), '');
    assert.equal(input.waiting(), 'sequence');
    assert.equal(input.giveUp(), '');
    assert.equal(input.waiting(), 'nothing');
    assert.equal(input.push(Buffer.from('j')), 'j');
    assert.equal(typed(`${start}\u{3}`), '\u{3}', 'at once');
  }

  for (const introducer of [']', 'P', '_', '^', 'X']) {
    const start = `${ESC}${introducer}q\r\n`;
    assert.equal(typed(`${start}4\u{3}`, 'j'), '\u{3}j', '^C leads out of a string');
    assert.equal(typed(`${start}4\u{1A}`, 'j'), '\u{1A}j', '^Z, too');
  }

  assert.equal(typedInTheEnd(`${ESC}]11;rgb:${ESC}`), ESCAPE, 'an Escape within');
  assert.equal(typed(`${ESC}]11;${ESC}[A`), `${ESC}[A`, 'a key within');
});

const PASTE = `${ESC}[200~`;
const END = `${ESC}[201~`;

test('a paste comes out whole, whatever is in it and in any pieces', () => {
  fc.assert(
    fc.property(
      fc.string({
        unit: fc.constantFrom('q', '\u{3}', '\r', ESC, '[', '2', '0', '1', 'é'),
        maxLength: 12,
      }),
      fc.boolean(),
      (text, isInPieces) => {
        const bytes = Buffer.from(`${PASTE}${text}${END}j`);
        const pieces = isInPieces ? Array.from(bytes, byte => Uint8Array.of(byte)) : [bytes];
        assert.equal(typed(...pieces), `${PASTE}${text}${END}j`);
      },
    ),
  );
});

test('of a paste so many characters are kept and one, at the cost of reading it once', () => {
  assert.equal(typed(`${PASTE}${'é'.repeat(5000)}${END}`), `${PASTE}${'é'.repeat(21)}${END}`);
  const steps = (pieces: number) => {
    const piece = Buffer.from('x'.repeat(1000));
    const input = createTypedInput(20);
    input.push(Buffer.from(PASTE));
    return countSteps(() => {
      for (let count = 0; count < pieces; count++) {
        input.push(piece);
      }
    });
  };
  assert.ok(steps(200) <= 20 * steps(10) + 100);
});

test('a paste whose end is lost shows what there is, and ^C or Escape leads out of it', () => {
  for (const [way, key] of [
    ['\u{3}', '\u{3}'],
    [ESC, ESCAPE],
  ] as const) {
    const input = createTypedInput(20);
    assert.equal(input.push(Buffer.from(`${PASTE}abc${ESC}[20`)), '');
    assert.equal(input.giveUp(), `${PASTE}abc${END}`);
    assert.equal(input.push(Buffer.from('q\u{3}q')), '', 'still of the paste');
    assert.equal(
      input.push(Buffer.from(way)) + input.giveUp(),
      `${PASTE}${ESC}[20q\u{3}q${END}${key}`,
    );
    assert.equal(input.push(Buffer.from('j')), 'j');
  }

  const late = createTypedInput(20);
  late.push(Buffer.from(`${PASTE}abc${ESC}[20`));
  late.giveUp();
  assert.equal(late.push(Buffer.from('1~j')), 'j', 'the end comes late');
});

test('what is no character in UTF-8 is one sign, and never a control character', () => {
  for (const bytes of [
    [0xf4, 0x90, 0x80, 0x80],
    [0xf4, 0xbf, 0xbf, 0xbf],
    [0xe0, 0x80, 0x9b],
    [0xf0, 0x80, 0x80, 0x83],
    [0xed, 0xa0, 0x80],
    [0xed, 0xbf, 0xbf],
  ]) {
    assert.equal(createTypedInput(20).push(Uint8Array.from(bytes)), '\u{FFFD}', String(bytes));
  }

  for (const text of ['\u{7FF}', '\u{800}', '\u{D7FF}', '\u{E000}', '\u{10000}', '\u{10FFFF}']) {
    assert.equal(createTypedInput(20).push(Buffer.from(text)), text);
  }
});

test('any bytes are input, and leave it ready for keys', () => {
  fc.assert(
    fc.property(fc.uint8Array({maxLength: 60}), bytes => {
      const input = createTypedInput(20);
      input.push(bytes);
      input.giveUp();
      input.push(Buffer.from('\u{3}'));
      input.giveUp();
      assert.equal(input.push(Buffer.from('j')), 'j');
    }),
    {numRuns: 2000},
  );
});
