import xterm from '@xterm/headless';
import type {Run} from './svg.js';

/** What a terminal of this size shows after this output, without the empty lines at its end. */
export async function readRuns(
  output: string,
  {columns, rows}: {readonly columns: number; readonly rows: number},
): Promise<readonly (readonly Run[])[]> {
  const terminal = new xterm.Terminal({cols: columns, rows, allowProposedApi: true});
  await new Promise<void>(resolve => terminal.write(output, resolve));
  const {active} = terminal.buffer;
  const lines = Array.from({length: rows}, (_, row) =>
    lineRuns(active.getLine(active.baseY + row), columns),
  );
  return lines.slice(0, lines.findLastIndex(runs => runs.length > 0) + 1);
}

function lineRuns(line: xterm.IBufferLine | undefined, columns: number): readonly Run[] {
  const runs: Run[] = [];
  for (let column = 0; column < columns; column++) {
    const cell = line?.getCell(column);
    if (!cell || cell.getWidth() === 0) {
      continue;
    }

    const run: Run = {
      text: cell.getChars() || ' ',
      column,
      width: cell.getWidth(),
      color: cell.isFgPalette() ? cell.getFgColor() : undefined,
      isBold: cell.isBold() !== 0,
      isDim: cell.isDim() !== 0,
      isInverse: cell.isInverse() !== 0,
    };
    const last = runs.at(-1);
    if (last && looksAlike(last, run)) {
      runs[runs.length - 1] = {
        ...last,
        text: last.text + run.text,
        width: last.width + run.width,
      };
    } else {
      runs.push(run);
    }
  }

  return runs.flatMap(trimmed);
}

function looksAlike(a: Run, b: Run): boolean {
  return (
    a.color === b.color &&
    a.isBold === b.isBold &&
    a.isDim === b.isDim &&
    a.isInverse === b.isInverse
  );
}

/** Blanks at either end are not drawn: the picture is a third smaller. */
function trimmed(run: Run): readonly Run[] {
  if (run.isInverse) {
    return [run];
  }

  const text = run.text.trimEnd();
  const start = text.length - text.trimStart().length;
  const width = run.width - (run.text.length - text.length) - start;
  return text.trim() ? [{...run, text: text.trimStart(), column: run.column + start, width}] : [];
}
