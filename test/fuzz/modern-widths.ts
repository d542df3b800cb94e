import type xterm from '@xterm/headless';

const WIDE_NOW =
  /^[\p{Emoji_Presentation}\u{16FE0}-\u{18DFF}\u{1AFF0}-\u{1B2FF}\u{1D300}-\u{1D376}\u{1F200}-\u{1F265}]$/u;
const MODERN = 'modern';

type Provider = Parameters<xterm.Terminal['unicode']['register']>[0];

const MARK = /^[\p{Mn}\p{Me}]$/u;

/** A mark that every table knows. */
const ACUTE = 0x301;

/** Makes emoji and some scripts two cells wide and newer marks none, as today's terminals do: the emulator's own table is of Unicode 6. */
export function modernizeWidths(terminal: xterm.Terminal): void {
  const old = providerOf(terminal);
  const isWide = (code: number) => WIDE_NOW.test(String.fromCodePoint(code));
  const stand = (code: number) => (MARK.test(String.fromCodePoint(code)) ? ACUTE : code);
  terminal.unicode.register({
    version: MODERN,
    wcwidth: code => (isWide(code) ? 2 : old.wcwidth(stand(code))),
    charProperties: (code, preceding) =>
      isWide(code) ? WIDE : old.charProperties(stand(code), preceding),
  });
  terminal.unicode.activeVersion = MODERN;
}

/** Two cells, not joined with what comes before: the width is in the second and third bit. */
const WIDE = 2 << 1;

function providerOf(terminal: xterm.Terminal): Provider {
  const {_core} = terminal as unknown as {
    readonly _core: {readonly unicodeService: {readonly _providers: Record<string, Provider>}};
  };
  const provider = _core.unicodeService._providers[terminal.unicode.activeVersion];
  if (!provider) {
    throw new Error('The emulator has no table of widths.');
  }

  return provider;
}
