import type {Plugin} from 'esbuild';
import {patchFile} from './patch.js';

const DECLARATION = 'const emojiPrefixRegex = ';

/**
Makes string-width's one regular expression over all emoji only when there is a grapheme of several code units: reading and compiling it takes 37 ms (measured), and it isn't asked about anything shorter.
*/
export const lazyEmoji: Plugin = {
  name: 'lazy-emoji',
  setup(build) {
    patchFile(build, /string-width\/index\.js$/, [
      [DECLARATION, `let madeEmojiRegex;\nconst emojiRegex = () => madeEmojiRegex ??= `],
      ['emojiPrefixRegex.test(visibleRest)', 'emojiRegex().test(visibleRest)'],
      ['emojiPrefixRegex.exec(visibleSegment)', 'emojiRegex().exec(visibleSegment)'],
    ]);
  },
};
