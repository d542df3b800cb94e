/** What the environment says of colour; `auto` where it says nothing. */
export type ColorWish = 'on' | 'off' | 'auto';

/**
By the variables that people set, as chalk's users expect it: FORCE_COLOR beats all (`0` and `false` turn colour off, anything else turns it on), then NO_COLOR (https://no-color.org: any value but an empty one), then CLICOLOR_FORCE and CLICOLOR (https://bixense.com/clicolors: `0` is no).
*/
export function colorWish(env: NodeJS.ProcessEnv): ColorWish {
  const {FORCE_COLOR, NO_COLOR, CLICOLOR, CLICOLOR_FORCE} = env;
  if (FORCE_COLOR !== undefined) {
    return /^(?:0+|false)$/.test(FORCE_COLOR) ? 'off' : 'on';
  }

  if (NO_COLOR) {
    return 'off';
  }

  if (CLICOLOR_FORCE && CLICOLOR_FORCE !== '0') {
    return 'on';
  }

  return CLICOLOR === '0' ? 'off' : 'auto';
}
