import {type ColorWish, colorWish} from '../base/color-wish.js';

/**
Chalk's level for the screen: 0 none, 1 the colours of the terminal's own palette. Chalk's own guess isn't used: it doesn't know NO_COLOR and CLICOLOR, and takes `--color off` for a wish for colour.
@param color What was asked for by a flag or the config file.
@param env With `auto` it decides; a terminal that calls itself dumb has none.
*/
export function colorLevel(color: ColorWish, env: NodeJS.ProcessEnv): 0 | 1 {
  const wish = color === 'auto' ? colorWish(env) : color;
  return wish === 'off' || (wish === 'auto' && env.TERM === 'dumb') ? 0 : 1;
}
