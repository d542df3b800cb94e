import type {Plugin} from 'esbuild';
import {patchFile} from './patch.js';

const PATTERN = '/^(?:\\p{RGI_Emoji}|\\p{Regional_Indicator}{1,2}|[\\d#*]\\u{FE0F})/v';

/**
Has string-width make its pattern of all emoji when the first character of several code points is measured, not when it is loaded: V8 takes 16 ms to read that pattern (4,000 alternatives), which no start of a screen is to wait for.
*/
export const lateEmoji: Plugin = {
  name: 'late-emoji',
  setup(build) {
    patchFile(build, /[\\/]string-width[\\/]index\.js$/, [
      [
        `const emojiPrefixRegex = ${PATTERN};`,
        `let emojiPrefix;
const readEmojiPrefix = () => (emojiPrefix ??= ${PATTERN});
const emojiPrefixRegex = {
	exec: text => readEmojiPrefix().exec(text),
	test: text => readEmojiPrefix().test(text),
};`,
      ],
    ]);
  },
};
