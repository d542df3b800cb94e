import {isReached, type Limit, type Measured, median, type Row, shareOf, type Unit} from './row.js';

const HEAD = ['figure', 'ours', 'beside it', 'ours / theirs', 'limit', 'reached'] as const;

export type TitledRows = {readonly title: string; readonly rows: readonly Row[]};

/** One markdown table over all sections: a line in bold before the rows of each. */
export function markdownTable(sections: readonly TitledRows[]): string {
  const lines = sections.flatMap(({title, rows}) => [
    [`**${title}**`, '', '', '', '', ''],
    ...rows.map(cellsOf),
  ]);
  const rule = HEAD.map(() => '---');
  return [HEAD, rule, ...lines].map(cells => `| ${cells.map(escapeCell).join(' | ')} |`).join('\n');
}

function cellsOf(row: Row): readonly string[] {
  const {what, ours, why, reference, limit} = row;
  const share = shareOf(row);
  const reached = isReached(row);
  return [
    what,
    ours ? measuredText(ours) : (why ?? ''),
    reference
      ? `${reference.name}: ${reference.measured ? measuredText(reference.measured) : (reference.why ?? '')}`
      : '',
    share === undefined ? '' : numberText(share),
    limit ? limitText(limit, ours?.unit) : '',
    reached === undefined ? (limit ? 'not measured' : '') : reached ? 'yes' : 'no',
  ];
}

/** The median, and from where to where the runs went when they differed. */
export function measuredText({values, unit}: Measured): string {
  const least = Math.min(...values);
  const most = Math.max(...values);
  const middle = withUnit(median(values), unit);
  const [from, to] = [least, most].map(value => withUnit(value, unit).replace(/ .*/, ''));
  return from === to ? middle : `${middle} (${from}-${to})`;
}

function limitText({atMost, aim, ofReference}: Limit, unit: Unit | undefined): string {
  const text = (value: number) =>
    ofReference || !unit ? numberText(value) : withUnit(value, unit);
  return `<= ${text(atMost)}${ofReference ? ' of it' : ''}${aim === undefined ? '' : `, aim ${text(aim)}`}`;
}

function withUnit(value: number, unit: Unit): string {
  switch (unit) {
    case 'share': {
      return `${numberText(value * 100)} %`;
    }

    case 'times': {
      return `${numberText(value)} x`;
    }

    case 'requests': {
      return numberText(value);
    }

    case 'per second': {
      return `${numberText(value)} a second`;
    }

    default: {
      return `${numberText(value)} ${unit}`;
    }
  }
}

/** Three digits that count; whole from 100 on. */
function numberText(value: number): string {
  return Math.abs(value) >= 100
    ? Math.round(value).toLocaleString('en-US')
    : String(Number(value.toPrecision(3)));
}

function escapeCell(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll('\n', ' ');
}
