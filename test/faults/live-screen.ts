/** The lines of tasks, each whole: another store of an AMI has another bucket. What lies beside the table is no part of them. */
export function tableLines(text: string): readonly string[] {
  return text
    .split('\n')
    .filter(line => /^[>!* ] ami-/.test(line))
    .map(line => line.slice(2).split('│', 1)[0] ?? '');
}

/** A row of the table, as far as it doesn't change with time: `ami-… Completed 100%`. */
export function rowsOn(text: string): readonly string[] {
  return text
    .split('\n')
    .map(line => /^[>!* ] (ami-\w+) +(\S+) +\[.*?\] *(\d+%|)/.exec(line))
    .filter(match => match !== null)
    .map(([, amiId, state, percent]) => `${amiId} ${state} ${percent}`);
}

/** For how long there was no answer, in seconds, as the first line tells it. */
export function ageOn(text: string): number | undefined {
  const [, minutes = 0, seconds] = /NO ANSWER for (?:(\d+)m )?(\d+)s/.exec(text) ?? [];
  return seconds === undefined ? undefined : Number(minutes) * 60 + Number(seconds);
}

/** The times that the screen tells, of the last answer and of the next try; `undefined` while a try is under way. */
export function timesOn(text: string): string | undefined {
  return text.includes('trying now')
    ? undefined
    : text.match(/(?:read|next try) \d\d:\d\d:\d\d|waiting: slowed/g)?.join();
}

/** Why a source fails, whole: what is between the first line and the tabs; `undefined` while all answer. */
export function reasonOn(text: string): string | undefined {
  const lines = text.split('\n').slice(1);
  const end = lines.findIndex(line => line.startsWith('[1]') || line === '');
  // What doesn't work of --log and --exec is told there, too.
  const banner = lines.slice(0, Math.max(0, end)).filter(line => !line.startsWith('! --'));
  return banner.join(' ') || undefined;
}

export function isLive(text: string): boolean {
  return / live · .*read \d\d:\d\d:\d\dZ?$/m.test(text) && reasonOn(text) === undefined;
}

export function isStale(text: string): boolean {
  return (
    / NO ANSWER for \d.*: .*, (?:next try \d\d:\d\d:\d\dZ?|trying now|waiting: slowed)/m.test(
      text,
    ) && reasonOn(text) !== undefined
  );
}

/** What only a complete and good answer may say. */
export const SAYS_EMPTY = /no tasks|\b0 tasks|no task matches|no data/;
