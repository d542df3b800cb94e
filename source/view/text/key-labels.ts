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
    tab: 'Tab',
    backspace: 'Backspace',
    insert: 'Insert',
    delete: 'Delete',
    'ctrl+space': '^Space',
  };
  return (
    known[key] ??
    (key.startsWith('ctrl+')
      ? `^${key.slice(5).toUpperCase()}`
      : /^f\d+$/.test(key)
        ? key.toUpperCase()
        : key)
  );
}
