/** Terminals without OSC sequences: some of them print what they don't understand. */
const TERMS = /^(?:dumb|linux|vt\d+|ansi|cons25|unknown)?$/;

/** True where neither titles nor notifications can be sent. */
export function isPlainTerminal(env: NodeJS.ProcessEnv): boolean {
  return TERMS.test(env.TERM ?? '');
}
