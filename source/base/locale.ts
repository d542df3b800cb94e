/**
Whether the terminal is one that reads UTF-8, as setlocale(3) would decide it for LC_CTYPE: by the first of LC_ALL, LC_CTYPE and LANG that is set, and by its codeset (`language_territory.codeset@modifier`), which the C library compares by its letters and digits alone. macOS sets `LC_CTYPE=UTF-8`. A locale without a codeset, and none at all, is something else: a byte above 0x7E may be a control character there.
*/
export function isUtf8Locale(env: NodeJS.ProcessEnv): boolean {
  const [name = ''] = (env.LC_ALL || env.LC_CTYPE || env.LANG || '').split('@', 1);
  const codeset = name.slice(name.indexOf('.') + 1);
  return codeset.toLowerCase().replaceAll(/[^a-z\d]/g, '') === 'utf8';
}
