import {TASK_STATES, type TaskState} from '../../task/store-image-task.js';
import {fitSegments} from '../text/fit-segments.js';
import {textWidth} from '../text/fit-text.js';
import {lineWidth, type Segment, type TextLine} from '../text/text-lines.js';
import {stateTone} from '../text/theme.js';
import {compactFilters, type FilterLineNeeds, filterForms, typingLine} from './filter-line.js';

export type TabsLineNeeds = Omit<FilterLineNeeds, 'isStateInTabs'> & {
  /** Tasks per state with every other filter applied. Without counts nothing is known yet, which is not 0. */
  readonly counts: ReadonlyMap<string, number> | undefined;

  /** Whether all tasks of a state are here, or of any state; a count gets a `+` otherwise. */
  readonly isWhole: (states: readonly TaskState[]) => boolean;

  /** True while the search is being typed. */
  readonly isTyping: boolean;

  /** `12+`: how many tasks fit. */
  readonly found: string;
};

type Tab = {
  readonly states: readonly string[];
  readonly label: string;

  /** In one letter. */
  readonly letter: string;
};

/** What `1` to `4` show. */
const TABS: readonly Tab[] = [
  {states: [], label: 'All', letter: 'All'},
  ...TASK_STATES.map(state => ({states: [state], label: state, letter: state.slice(0, 1)})),
];

/** `[1]All 201+  [2]InProgress 5  [3]Completed 184+  [4]Failed 12+       b all   / -`: the filter by state with how many there are of each, and what else hides or orders tasks. What hides nothing gives way first, then the words of the states. */
export function tabsLine(needs: TabsLineNeeds): TextLine {
  const {problem, width, glyphs} = needs;
  const active = TABS.find(({states}) => isSame(states, needs.query.states));
  const filters = {...needs, isStateInTabs: active !== undefined};
  if (needs.isTyping) {
    return typingLine(filters, `${needs.found} found`);
  }

  const tabs = (name: (tab: Tab) => string, gap: number) =>
    spaced(tabsOf(needs, active, name), gap);
  const trouble: TextLine = problem ? [{text: problem, tone: 'warning'}] : [];
  const [whole, hiding] = filterForms(filters);
  const words = tabs(({label}) => label, 2);
  const letters = tabs(({letter}) => letter, 1);
  const forms = [
    [words, trouble, whole],
    [words, trouble, hiding],
    [letters, trouble, hiding],
  ] as const;
  const fitting = forms.find(form => widthOf(form) <= width);
  if (fitting) {
    return joined(fitting, width);
  }

  const numbers = tabsOf(needs, active, () => '');
  const least = 12;
  const room = width - widthOf([spaced(numbers, 1), trouble, []]) - 2;
  const compact = compactFilters(filters, Math.max(least, room));
  if (room >= least || compact.length === 0) {
    const shown = wholeTabs(numbers, width, glyphs.ellipsis);
    return fitSegments(joined([shown, trouble, compact], width), width, glyphs.ellipsis);
  }

  const before = [...trouble, ...(trouble.length > 0 ? [SPACE] : []), ...compact, SPACE];
  const shown = wholeTabs(numbers, width - lineWidth(before), glyphs.ellipsis);
  return fitSegments([...before, ...shown], width, glyphs.ellipsis);
}

const SPACE: Segment = {text: '  '};

function tabsOf(
  {counts, isWhole}: TabsLineNeeds,
  active: Tab | undefined,
  name: (tab: Tab) => string,
): readonly Segment[] {
  const all = [...(counts?.values() ?? [])].reduce((sum, count) => sum + count, 0);
  const countOf = ({states: [state]}: Tab) =>
    state === undefined ? all : (counts?.get(state) ?? 0);
  const known = TABS.map((tab, index): Segment => {
    const [state] = tab.states;
    const count = countOf(tab);
    const more = isWhole(tab.states as TaskState[]) ? '' : '+';
    const label = name(tab);
    const text = `[${index + 1}]${label}${label ? ' ' : ''}${counts ? count + more : '-'}`;
    const tone =
      state !== undefined && state !== 'Completed' && count > 0 ? stateTone(state) : 'plain';
    return tab === active ? {text, tone: 'active'} : {text, tone};
  });
  const others = [...(counts ?? [])]
    .filter(([state]) => !(TASK_STATES as readonly string[]).includes(state))
    .map(([state, count]): Segment => {
      const more = isWhole([]) ? '' : '+';
      return {text: `${state || '?'} ${count}${more}`, tone: stateTone(state)};
    });
  return [...known, ...others];
}

/** Where not all fit: what failed, what runs, and the rest after that, as many as fit whole. */
function wholeTabs(tabs: readonly Segment[], width: number, ellipsis: string): TextLine {
  const all = spaced(tabs, 1);
  if (lineWidth(all) <= width) {
    return all;
  }

  const [any, running, completed, failed, ...others] = tabs;
  const byWeight = [failed, running, ...others, completed, any].filter(tab => tab !== undefined);
  const mark = ` ${ellipsis}`;
  const count = byWeight.findIndex(
    (_, index) => lineWidth(spaced(byWeight.slice(0, index + 1), 1)) + textWidth(mark) > width,
  );
  return count > 0 ? [...spaced(byWeight.slice(0, count), 1), {text: mark}] : byWeight.slice(0, 1);
}

function spaced(segments: readonly Segment[], gap: number): TextLine {
  return segments.flatMap((segment, index) =>
    index === 0 ? [segment] : [{text: ' '.repeat(gap)}, segment],
  );
}

function isSame(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((value, index) => value === b[index]);
}

type Form = readonly [tabs: TextLine, trouble: TextLine, filters: TextLine];

function widthOf([tabs, trouble, filters]: Form): number {
  const gaps = (trouble.length > 0 ? 2 : 0) + (filters.length > 0 ? 2 : 0);
  return lineWidth(tabs) + lineWidth(trouble) + lineWidth(filters) + gaps;
}

/** The filters at the right edge. */
function joined([tabs, trouble, filters]: Form, width: number): TextLine {
  const left = trouble.length > 0 ? [...tabs, SPACE, ...trouble] : tabs;
  const gap = Math.max(2, width - lineWidth(left) - lineWidth(filters));
  return filters.length > 0 ? [...left, {text: ' '.repeat(gap)}, ...filters] : left;
}
