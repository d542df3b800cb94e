import {textWidth, wrap} from './fit-text.js';
import type {Tone} from './theme.js';

/** A piece of text and what it is. */
export type Segment = {
  readonly text: string;
  readonly tone?: Tone;

  /** It is what was searched for. */
  readonly isFound?: boolean;

  /** The line that begins with it is the selected one. */
  readonly isSelected?: boolean;
};

/** A line of the screen in its pieces. */
export type TextLine = readonly Segment[];

export const LABEL_WIDTH = 10;
const MIN_VALUE_WIDTH = 20;

/** A labelled value, wrapped to the width beside its label; on a narrow screen the label gets a line of its own. @param indent Columns of the label. */
export function field(
  label: string,
  value: string,
  width: number,
  tone: Tone = 'plain',
  indent = LABEL_WIDTH,
): readonly TextLine[] {
  const isNarrow = width - indent < MIN_VALUE_WIDTH;
  const lines = wrap(value, isNarrow ? width : width - indent);
  if (isNarrow) {
    return [[{text: label, tone: 'dim'}], ...lines.map(text => [{text, tone}])];
  }

  return lines.map((text, index) => [
    {text: (index === 0 ? label : '').padEnd(indent), tone: 'dim'},
    {text, tone},
  ]);
}

export function plainLine(text: string, tone: Tone = 'plain'): TextLine {
  return [{text, tone}];
}

/** Columns that a line takes. */
export function lineWidth(line: TextLine): number {
  return line.reduce((sum, {text}) => sum + textWidth(text), 0);
}

/** The same line as the selected one. */
export function selectedLine(line: TextLine): TextLine {
  return line.map(segment => ({...segment, isSelected: true}));
}

export const BLANK_LINE: TextLine = plainLine('');
