type Options = Intl.SegmenterOptions;

type Segment = {readonly segment: string; readonly index: number; readonly input: string};

/**
Each of these characters is a grapheme by itself, whatever stands next to it (as long as that is one of them too): printable ASCII, escape, tab and line feed, Latin letters and signs, punctuation, arrows, box drawing and blocks. No joiner, no mark, no carriage return, no variation selector is among them.
Source: https://www.unicode.org/reports/tr29/ (GB999); a test holds it against Intl.Segmenter.
*/
const SINGLE =
  /^[\t\n\u{1B}\u{20}-\u{7E}\u{A1}-\u{AC}\u{AE}-\u{2FF}\u{2010}-\u{2027}\u{2190}-\u{2319}\u{2500}-\u{25FC}]*$/u;

/**
Stands in for Intl.Segmenter in everything that is bundled. The first use of Intl costs 15 to 30 ms (measured), and most screens have no text that needs it.
*/
export class LazySegmenter {
  readonly #locale: string | undefined;
  readonly #options: Options | undefined;
  #segmenter: Intl.Segmenter | undefined;

  constructor(locale?: string, options?: Options) {
    this.#locale = locale;
    this.#options = options;
  }

  segment(text: string): Iterable<Segment> {
    const isByGrapheme = (this.#options?.granularity ?? 'grapheme') === 'grapheme';
    if (isByGrapheme && SINGLE.test(text)) {
      return Array.from(text, (segment, index) => ({segment, index, input: text}));
    }

    // By way of globalThis: a plain `Intl.Segmenter` is this class itself once it is bundled, and would ask itself for ever.
    this.#segmenter ??= new globalThis.Intl.Segmenter(this.#locale, this.#options);
    return this.#segmenter.segment(text);
  }
}
