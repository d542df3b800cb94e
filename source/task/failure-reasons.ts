import type {StoreImageTask} from './store-image-task.js';

/** What stands for a task that failed without a word. */
export const NO_REASON = 'no reason given';

/** What stands for a reason that consists of IDs and numbers. */
const NO_WORDS = '(no words)';

/** So much of a reason is looked at, in characters, and so much of it tells its group. */
const MAX_READ = 1000;
const MAX_LENGTH = 200;

/** Where the error codes of AWS stand, the surest place first. */
const CODE_PLACES = [
  /\b[Ee]rror ?[Cc]ode\s*[:=]\s*["']?([A-Za-z.]+)/,
  /^An error occurred \(([A-Za-z.]+)\)/,
  /^([A-Za-z.]+)(?=\s*(?:$|[:(,;]|-\s))/,
] as const;

/** A name in quotes, also in curly and in angle ones (as escapes, which the built file must have: see its test). An apostrophe within a word is none. */
const QUOTED =
  /"[^"]*"|`[^`]*`|\u201C[^\u201D]*\u201D|\u2018[^\u2019]*\u2019|\xAB[^\xBB]*\xBB|(?<!\w)'[^']*'(?!\w)/g;

/** What the clients of AWS put behind a message: `(Service: S3, Status Code: 403, Request ID: …)`. */
const CLIENT_NOTE = /\((?=[^()]*\b(?:service|status code|request id|host id)\s*:)[^()]*\)/gi;

/** Words with a digit that are no IDs. */
const NAMES_WITH_DIGITS = /^(?:S3|EC2|MD5|SHA-?\d+|AES-?\d+|IPv[46])$/i;

/**
What a failure's reason has in common with others: its error code, or else its words without IDs, numbers and quoted names. The same for any two reasons that differ in nothing else; of a group's name it is the name itself.
@param reason `undefined` or empty where the service gave none.
@returns One line of at most 200 characters without double quotes, never empty.
*/
export function failureGroup(reason: string | undefined): string {
  const text = reason?.slice(0, MAX_READ).trim();
  if (!text) {
    return NO_REASON;
  }

  for (const place of CODE_PLACES) {
    const code = place.exec(text)?.[1]?.replace(/\.+$/, '') ?? '';
    if (isCode(code)) {
      return code;
    }
  }

  const words = plainWords(text);
  // What is left may begin with a code, or quote something, now.
  return words === text ? words : words === '' ? NO_WORDS : failureGroup(words);
}

/**
The failed tasks by what their reasons have in common (see `failureGroup`): each in exactly one group, in the order in which they came. The largest group comes first; of equal ones the first by name.
*/
export function groupFailures<
  Task extends Pick<StoreImageTask, 'storeTaskState' | 'storeTaskFailureReason'>,
>(tasks: Iterable<Task>): ReadonlyMap<string, readonly Task[]> {
  const groups = new Map<string, Task[]>();
  for (const task of tasks) {
    if (task.storeTaskState === 'Failed') {
      const name = failureGroup(task.storeTaskFailureReason);
      const group = groups.get(name);
      if (group) {
        group.push(task);
      } else {
        groups.set(name, [task]);
      }
    }
  }

  return new Map(
    [...groups].sort(([a, one], [b, other]) => other.length - one.length || (a < b ? -1 : 1)),
  );
}

/** `AccessDenied`, `Client.InternalError`: letters, with a capital within or behind a dot. */
function isCode(word: string): boolean {
  return word.length <= MAX_LENGTH && /^[A-Z]/.test(word) && /[a-z.][A-Z]/.test(word);
}

function plainWords(text: string): string {
  return text
    .replaceAll(CLIENT_NOTE, ' ')
    .replaceAll(QUOTED, ' ')
    .replaceAll('"', ' ')
    .split(/\s+/)
    .map(withoutName)
    .join(' ')
    .replaceAll(/[([{<][\s,;:]*[)\]}>]/g, ' ')
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/ (?=[,;:.)\]}>])/g, '')
    .replace(/^[\s,;:.-]+/, '')
    .slice(0, MAX_LENGTH)
    .replace(/[\s,;:.-]+$/, '');
}

/** A word, or only the marks around it where it is a name, an ID or a number. */
function withoutName(word: string): string {
  // Most words can't be one, and need no closer look.
  if (!/[\d:-]/.test(word)) {
    return word;
  }

  const [, before = '', core = '', after = ''] =
    /^([([{<]*)(.*?)([)\]}>.,;:!?]*)$/s.exec(word) ?? [];
  return isName(core) ? before + after : word;
}

function isName(word: string): boolean {
  return (
    (/\d/.test(word) && !NAMES_WITH_DIGITS.test(word)) ||
    word.includes('://') ||
    /^arn:/i.test(word) ||
    /^(?:ami|snap|vol|i)-[a-f]{8,17}$/i.test(word)
  );
}
