/**
Chalk's level for the screen: 0 none, 1 the 16 colours of the terminal's own palette. Chalk's own guess isn't used: it doesn't know NO_COLOR, and takes `--color off` for a wish for colour.
@param env NO_COLOR (https://no-color.org: any value but an empty one) and TERM count for `auto`.
*/
export function colorLevel(color: 'on' | 'off' | 'auto', env: NodeJS.ProcessEnv): 0 | 1 {
  if (color !== 'auto') {
    return color === 'on' ? 1 : 0;
  }

  return env.NO_COLOR || env.TERM === 'dumb' ? 0 : 1;
}
