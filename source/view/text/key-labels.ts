import {type Binding, KEYMAP} from '../state/keymap.js';
import type {Mode} from '../state/mode.js';
import type {Glyphs} from './theme.js';

/** A key as people know it: `ctrl+b` is `^B`, `pagedown` is `PgDn`. */
export function keyLabel(key: string, glyphs: Glyphs): string {
  const known: Readonly<Record<string, string>> = {
    updown: glyphs.upDown,
    leftright: glyphs.leftRight,
    up: glyphs.up,
    down: glyphs.down,
    left: glyphs.left,
    right: glyphs.right,
    pageup: 'PgUp',
    pagedown: 'PgDn',
    home: 'Home',
    end: 'End',
    enter: 'Enter',
    escape: 'Esc',
    space: 'Space',
    backspace: 'Backspace',
  };
  return known[key] ?? (key.startsWith('ctrl+') ? `^${key.slice(5).toUpperCase()}` : key);
}

/** The footer's entries in a mode, as many as fit, the most needed ones first to stay, in the order of the table. */
export function footerText(mode: Mode, width: number, glyphs: Glyphs): string {
  const entries = KEYMAP.filter(binding => binding.footer && binding.modes.includes(mode));
  const ranked = [...entries].sort((a, b) => priority(a) - priority(b));
  let text = '';
  for (let count = 1; count <= ranked.length; count++) {
    const kept = new Set(ranked.slice(0, count));
    const longer = entries
      .filter(binding => kept.has(binding))
      .map(binding => entryText(binding, glyphs))
      .join('  ');
    if (longer.length > width) {
      break;
    }

    text = longer;
  }

  return text;
}

function entryText({keys, footer}: Binding, glyphs: Glyphs): string {
  return `${keyLabel(footer?.keys ?? keys[0] ?? '', glyphs)} ${footer?.label}`;
}

function priority({footer}: Binding): number {
  return footer?.priority ?? Number.POSITIVE_INFINITY;
}
