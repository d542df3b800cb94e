/** What no shell changes. A word that begins with `=` is the path of a command to zsh. */
const PLAIN = /^(?!=)[\w%+,./:=@-]+$/;

/** A word as a POSIX shell takes it, whatever is in it; zsh and fish read a quote written so alike. Source: POSIX, Shell Command Language, 2.2.2. */
export function shellQuote(word: string): string {
  return PLAIN.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}
