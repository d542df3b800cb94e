import type {SourceStatus} from '../../poll/snapshot.js';
import {HELP_GROUPS, KEYMAP} from '../state/keymap.js';
import {keyLabel} from '../text/key-labels.js';
import {BLANK_LINE, plainLine, type TextLine} from '../text/text-lines.js';
import type {Glyphs} from '../text/theme.js';

export type HelpContext = {
  readonly glyphs: Glyphs;
  readonly version: string;
  readonly sources: readonly SourceStatus[];

  /** Only the lines that have this in them, upper and lower case alike; empty for all. */
  readonly search: string;
};

type Section = {readonly title: string; readonly lines: readonly TextLine[]};

/** Every key and what it does, from the one table of keys, and what the screen costs the account. */
export function helpLines(context: HelpContext): readonly TextLine[] {
  const search = context.search.trim().toLowerCase();
  const found = sections(context)
    .map(({title, lines}) => ({
      title,
      // A search that finds a heading shows everything under it.
      lines: title.toLowerCase().includes(search)
        ? lines
        : lines.filter(line => textOf(line).toLowerCase().includes(search)),
    }))
    .filter(({lines}) => lines.length > 0);
  const lines = found.flatMap(section => [
    plainLine(section.title, 'heading'),
    ...section.lines,
    BLANK_LINE,
  ]);
  return [
    ...(found.length === 0 ? [plainLine('nothing in the help has that'), BLANK_LINE] : lines),
    plainLine(`amiwatch ${context.version}: reads EC2 AMI store tasks, changes nothing.`, 'dim'),
  ];
}

function sections({glyphs, sources}: HelpContext): readonly Section[] {
  const keys = HELP_GROUPS.map(group => ({
    title: group,
    lines: KEYMAP.filter(binding => binding.group === group && binding.help).map(binding => [
      {text: `  ${binding.keys.map(key => keyLabel(key, glyphs)).join(' ')}`.padEnd(18)},
      {text: binding.help ?? ''},
    ]),
  }));
  return [
    ...keys,
    {
      title: 'Search',
      lines: SEARCH_LANGUAGE.map(([term, what]) => [{text: `  ${term}`.padEnd(18)}, {text: what}]),
    },
    {
      title: 'Bars',
      lines: [plainLine('  # running   = completed   x not reached by a failed task   ? unknown')],
    },
    {
      title: 'Requests in the last minute',
      lines: sources.map(({profile, region, requestsPerMinute}) =>
        plainLine(`  ${String(requestsPerMinute).padEnd(16)}${profile} ${glyphs.dot} ${region}`),
      ),
    },
  ];
}

/** What `readTerms` understands. */
const SEARCH_LANGUAGE = [
  ['text', 'In ID, bucket, key, state or reason; several words: all of them'],
  ['"some text"', 'With its spaces'],
  ['/regex/', 'JavaScript regular expression, upper and lower case alike'],
  ['!text', 'Without it; before any term'],
  ['state:fail', 'In the state; also bucket: and reason:, with "..." or /.../'],
  ['failure:/kms/', 'Failed for such a reason, as the overview groups them'],
  ['since:2h', 'Started since: 90m, 2h, 7d, or a time such as 2026-01-31T12:00Z'],
] as const;

function textOf(line: TextLine): string {
  return line.map(({text}) => text).join('');
}
