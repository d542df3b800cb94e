import {Unicode11Addon} from '@xterm/addon-unicode11';
import xterm from '@xterm/headless';

export type Size = {readonly columns: number; readonly rows: number};

/** DEC private modes that a full-screen program turns on and has to turn off again. */
const MODES = {
  25: 'cursor',
  1000: 'mouse',
  1002: 'mouse',
  1003: 'mouse',
  1004: 'focus',
  1005: 'mouse',
  1006: 'mouse',
  1015: 'mouse',
  1049: 'alternateScreen',
  2004: 'bracketedPaste',
  2026: 'frame',
} as const satisfies Record<number, string>;

export type ScreenMode = (typeof MODES)[keyof typeof MODES];

export type Screen = {
  /** Takes what a program wrote; settles when it is on the screen. */
  readonly write: (data: string | Uint8Array) => Promise<void>;

  /** The lines as the terminal shows them, trailing blanks cut off. */
  readonly lines: () => readonly string[];
  readonly text: () => string;

  /** Every cell with its colours and attributes: two screens that look alike have the same. */
  readonly cells: () => readonly string[];
  readonly resize: (size: Size) => void;
  readonly size: () => Size;

  /** The modes that are on. A terminal starts with a cursor and nothing else. */
  readonly modes: () => ReadonlySet<ScreenMode>;

  /** What the terminal answers to a program's questions. */
  readonly onAnswer: (listener: (data: string) => void) => void;

  /** The lines that went off the top of the normal screen, and those on it. */
  readonly normalText: () => string;
};

/** A terminal without a window. It gives an emoji two columns, as terminals do. */
export function createScreen({columns, rows}: Size): Screen {
  const terminal = new xterm.Terminal({cols: columns, rows, allowProposedApi: true});
  terminal.loadAddon(new Unicode11Addon());
  terminal.unicode.activeVersion = '11';
  const on = new Set<ScreenMode>(['cursor']);
  const track = (final: 'h' | 'l') =>
    terminal.parser.registerCsiHandler({prefix: '?', final}, params => {
      for (const param of params.flat()) {
        const mode = MODES[param as keyof typeof MODES];
        if (mode) {
          on[final === 'h' ? 'add' : 'delete'](mode);
        }
      }

      // The terminal itself still has to act on it.
      return false;
    });
  track('h');
  track('l');

  const rowsOf = <T>(read: (line: xterm.IBufferLine | undefined) => T): T[] => {
    const {active} = terminal.buffer;
    return Array.from({length: terminal.rows}, (_, index) =>
      read(active.getLine(active.baseY + index)),
    );
  };

  // A line keeps the cells of a wider screen, out of sight.
  const lines = () =>
    rowsOf(line => (line?.translateToString(true, 0, terminal.cols) ?? '').trimEnd());
  return {
    write: data => new Promise(resolve => terminal.write(data, resolve)),
    lines,
    text: () => lines().join('\n'),
    cells: () => rowsOf(line => cellsOf(line, terminal.cols)),
    resize: size => terminal.resize(size.columns, size.rows),
    size: () => ({columns: terminal.cols, rows: terminal.rows}),
    modes: () => on,
    onAnswer: listener => terminal.onData(listener),
    normalText() {
      const {normal} = terminal.buffer;
      return Array.from(
        {length: normal.length},
        (_, index) => normal.getLine(index)?.translateToString(true) ?? '',
      )
        .join('\n')
        .trimEnd();
    },
  };
}

/** The text of a line and, behind it, from which column on which look holds. */
function cellsOf(line: xterm.IBufferLine | undefined, columns: number): string {
  let text = '';
  let looks = '';
  let last = '';
  for (let column = 0; column < columns; column++) {
    const cell = line?.getCell(column);
    const look = lookOf(cell);
    if (look !== last) {
      looks += ` ${column}:${look || 'plain'}`;
      last = look;
    }

    text += cell?.getWidth() === 0 ? '' : cell?.getChars() || ' ';
  }

  return text.trimEnd() + (looks && ` |${looks}`);
}

function lookOf(cell: xterm.IBufferCell | undefined): string {
  if (!cell) {
    return '';
  }

  return [
    !cell.isFgDefault() && `foreground ${cell.getFgColorMode()}/${cell.getFgColor()}`,
    !cell.isBgDefault() && `background ${cell.getBgColorMode()}/${cell.getBgColor()}`,
    cell.isBold() && 'bold',
    cell.isDim() && 'dim',
    cell.isItalic() && 'italic',
    cell.isUnderline() && 'underline',
    cell.isInverse() && 'inverse',
  ]
    .filter(Boolean)
    .join('+');
}
