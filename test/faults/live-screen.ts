/** A row of the table, as far as it doesn't change with time: `ami-… Completed 100%`. */
export function rowsOn(text: string): readonly string[] {
  return text
    .split('\n')
    .map(line => /^[> ] (ami-\w+) +(\S+) +\[.*?\] *(\d+%|)/.exec(line))
    .filter(match => match !== null)
    .map(([, amiId, state, percent]) => `${amiId} ${state} ${percent}`);
}

/** For how long there was no answer, in seconds, as the first line tells it. */
export function ageOn(text: string): number | undefined {
  const [, minutes = 0, seconds] = /NO ANSWER for (?:(\d+)m )?(\d+)s/.exec(text) ?? [];
  return seconds === undefined ? undefined : Number(minutes) * 60 + Number(seconds);
}

const BANNER = /^(?:next try \d\d:\d\d:\d\dZ?|trying now|waiting for budget) +/;

/** The reason of the banner, whole; `undefined` while there is none. */
export function reasonOn(text: string): string | undefined {
  const lines = text.split('\n');
  const at = lines.findIndex(line => BANNER.test(line));
  if (at === -1) {
    return undefined;
  }

  const [first = '', second = ''] = lines.slice(at, at + 2);
  const rest = /^ {20}\S/.test(second) ? ` ${second.trim()}` : '';
  return first.replace(BANNER, '') + rest;
}

export function isLive(text: string): boolean {
  return / live · .*read \d\d:\d\d:\d\dZ?$/m.test(text) && reasonOn(text) === undefined;
}

export function isStale(text: string): boolean {
  return (
    / NO ANSWER for \d.*: .*, (?:next try \d\d:\d\d:\d\dZ?|trying now|waiting for budget)/m.test(
      text,
    ) && reasonOn(text) !== undefined
  );
}

/** What only a complete and good answer may say. */
export const SAYS_EMPTY = /no tasks|\b0 tasks|no task matches|no data/;
