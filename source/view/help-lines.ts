import type {SourceStatus} from '../poll/snapshot.js';
import {keyLabel} from './key-labels.js';
import {HELP_GROUPS, KEYMAP} from './keymap.js';
import {BLANK_LINE, plainLine, type TextLine} from './text-lines.js';
import type {Glyphs} from './theme.js';

/** Every key and what it does, from the one table of keys, and what the screen costs the account. */
export function helpLines(
  glyphs: Glyphs,
  version: string,
  sources: readonly SourceStatus[],
): readonly TextLine[] {
  const groups = HELP_GROUPS.flatMap(group => [
    plainLine(group, 'heading'),
    ...KEYMAP.filter(binding => binding.group === group && binding.help).map(binding => [
      {text: `  ${binding.keys.map(key => keyLabel(key, glyphs)).join(' ')}`.padEnd(18)},
      {text: binding.help ?? ''},
    ]),
    BLANK_LINE,
  ]);
  return [
    ...groups,
    plainLine('Bars', 'heading'),
    plainLine('  # running   = completed   x not reached by a failed task   ? unknown'),
    BLANK_LINE,
    plainLine('Requests in the last minute', 'heading'),
    ...sources.map(({profile, region, requestsPerMinute}) =>
      plainLine(`  ${String(requestsPerMinute).padEnd(16)}${profile} ${glyphs.dot} ${region}`),
    ),
    BLANK_LINE,
    plainLine(`amiwatch ${version}: reads EC2 AMI store tasks, changes nothing.`, 'dim'),
  ];
}
