import type {SourceStatus} from '../../poll/snapshot.js';
import {HELP_GROUPS, KEYMAP} from '../state/keymap.js';
import {wrap} from '../text/fit-text.js';
import {keyLabel} from '../text/key-labels.js';
import {BLANK_LINE, plainLine, type TextLine} from '../text/text-lines.js';
import type {Glyphs} from '../text/theme.js';

export type HelpContext = {
  readonly glyphs: Glyphs;
  readonly version: string;
  readonly sources: readonly SourceStatus[];

  /** Only the lines that have this in them, upper and lower case alike; empty for all. */
  readonly search: string;
  readonly width: number;
};

/** A key or a term and what it does. */
type Entry = {readonly label: string; readonly text: string};
type Section = {readonly title: string; readonly entries: readonly Entry[]};

/** Columns before what a key does. */
const INDENT = 18;
const MIN_TEXT_WIDTH = 20;

/** Every key and what it does, from the one table of keys, and what the screen costs the account. */
export function helpLines(context: HelpContext): readonly TextLine[] {
  const search = context.search.trim().toLowerCase();
  const found = sections(context)
    .map(({title, entries}) => ({
      title,
      // A search that finds a heading shows everything under it.
      entries: title.toLowerCase().includes(search)
        ? entries
        : entries.filter(entry => textOf(entry).toLowerCase().includes(search)),
    }))
    .filter(({entries}) => entries.length > 0);
  const lines = found.flatMap(section => [
    ...wrap(section.title, context.width).map(text => plainLine(text, 'heading')),
    ...section.entries.flatMap(entry => entryLines(entry, context.width)),
    BLANK_LINE,
  ]);
  return [
    ...(found.length === 0 ? [plainLine('nothing in the help has that'), BLANK_LINE] : lines),
    ...wrap(
      `amiwatch ${context.version}: reads EC2 AMI store tasks, changes nothing.`,
      context.width,
    ).map(text => plainLine(text, 'dim')),
  ];
}

function sections({glyphs, sources}: HelpContext): readonly Section[] {
  const keys = HELP_GROUPS.map(group => ({
    title: group,
    entries: KEYMAP.filter(binding => binding.group === group && binding.help).map(binding => ({
      label: binding.keys.map(key => keyLabel(key, glyphs)).join(' '),
      text: binding.help ?? '',
    })),
  }));
  return [
    ...keys,
    {title: 'Search', entries: SEARCH_LANGUAGE.map(([label, text]) => ({label, text}))},
    {title: 'Bars', entries: BARS.map(([label, text]) => ({label, text}))},
    {
      title: 'Requests in the last minute',
      entries: sources.map(({profile, region, requestsPerMinute}) => ({
        label: String(requestsPerMinute),
        text: `${profile} ${glyphs.dot} ${region}`,
      })),
    },
  ];
}

/** What a bar is made of. */
const BARS = [
  ['#', 'Running'],
  ['=', 'Completed'],
  ['x', 'Not reached by a failed task'],
  ['?', 'Unknown'],
] as const;

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

/** The text wraps beside its label, or below it on a narrow screen: nothing is cut off for good. */
function entryLines({label, text}: Entry, width: number): readonly TextLine[] {
  const isNarrow = width - INDENT < MIN_TEXT_WIDTH;
  const indent = isNarrow ? 4 : INDENT;
  const parts = wrap(text, width - indent);
  const below = parts.slice(isNarrow ? 0 : 1).map(part => plainLine(''.padEnd(indent) + part));
  const head = `  ${label}`;
  return isNarrow
    ? [plainLine(head), ...below]
    : [[{text: head.padEnd(indent)}, {text: parts[0] ?? ''}], ...below];
}

function textOf({label, text}: Entry): string {
  return `${label} ${text}`;
}
