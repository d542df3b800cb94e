import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import {plainText} from '../../source/alert/sequences/terminal-sequences.js';
import {cleanText} from '../../source/ec2/clean-text.js';
import {redact} from '../../source/ec2/redact.js';
import {compileSearch} from '../../source/task/filter.js';
import {readTerms} from '../../source/task/search-terms.js';
import {type TabsLineNeeds, tabsLine} from '../../source/view/panels/tabs-line.js';
import type {RowQuery} from '../../source/view/rows/row-query.js';
import {NO_FILTERS} from '../../source/view/state/view-state.js';
import {cutNames} from '../../source/view/text/cut-names.js';
import {fitSegments, justify} from '../../source/view/text/fit-segments.js';
import {
  cut,
  cutStart,
  fit,
  fitRight,
  replaceUnsureWidths,
  textWidth,
  visible,
  wrap,
} from '../../source/view/text/fit-text.js';
import {paint} from '../../source/view/text/paint.js';
import {field} from '../../source/view/text/text-lines.js';
import {chooseGlyphs} from '../../source/view/text/theme.js';
import {countSteps} from '../helpers/count-steps.js';
import {NOW} from '../helpers/fake-store.js';

const glyphs = chooseGlyphs({LANG: 'C.UTF-8'});

function filters(query: Partial<RowQuery>, width: number, needs: Partial<TabsLineNeeds> = {}) {
  return tabsLine({
    counts: undefined,
    isWhole: () => true,
    found: '0',
    query: {...NO_FILTERS, order: 'start', isReversed: false, ...query},
    isTyping: false,
    problem: undefined,
    width,
    glyphs,
    isUtc: true,
    hasManySources: true,
    isOrderInHeading: false,
    ...needs,
  });
}

/** Everything that fits, marks, wraps or cleans a text on its way to a frame. */
const WORK: Readonly<Record<string, (text: string, width: number) => unknown>> = {
  textWidth,
  cut: (text, width) => cut(text, width),
  cutStart: (text, width) => cutStart(text, width),

  fit: (text, width) => fit(text, width),
  fitRight,
  wrap,
  replaceUnsureWidths,
  visible: (text, width) => visible([[0, text.length]], text, width),
  'a field': (text, width) => field('Reason', text, width),
  'names that stay different': (text, width) => cutNames([text, `${text}x`], width, '~'),
  'a painted bar': (text, width) => paint([{text, isSelected: true}], width, true),
  'a line': (text, width) => fitSegments([{text}, {text, tone: 'dim'}], width, '~'),
  'a line with a right edge': (text, width) => justify([{text}], {text}, width, '~'),
  'the search that is typed': (text, width) => filters({search: text}, width, {isTyping: true}),
  'the filters': (text, width) => filters({search: text, buckets: [text], states: ['x']}, width),
  'the terms of a search': text => readTerms(text),
  'what is found': text => compileSearch('a', NOW).find('storeTaskFailureReason', text),
  'a cleaned text': text => cleanText(text),
  'a redacted text': text => redact(text),
  'a notification': text => plainText(text, 240),
};

/** So many steps a character, whatever the text and the width. */
const STEPS_A_CHARACTER = 100;

const UNITS = [
  'a',
  'a b ',
  ' ',
  '漢',
  '漢 ',
  'e\u{301}',
  '👍🏽',
  'n\u{303}ü ',
  '\u{202E}',
  '"x',
  '/x ',
];
const unit = fc.oneof(
  fc.constantFrom(...UNITS),
  fc.string({unit: 'grapheme', minLength: 1, maxLength: 8}),
);

for (const [name, work] of Object.entries(WORK)) {
  test(`${name}: the work grows no faster than the text`, () => {
    fc.assert(
      fc.property(
        unit,
        fc.integer({min: 1, max: 4000}),
        fc.integer({min: 1, max: 240}),
        (piece, length, width) => {
          const text = piece.repeat(Math.ceil(length / piece.length));
          const steps = countSteps(() => work(text, width));
          const most = STEPS_A_CHARACTER * (text.length + width + 50);
          assert.ok(steps <= most, `${steps} steps for ${text.length} characters`);
        },
      ),
      {numRuns: 40},
    );
  });
}
