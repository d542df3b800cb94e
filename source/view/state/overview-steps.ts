import type {Scope} from '../../poll/snapshot.js';
import {type Overview, overviewOf} from '../overview/overview-of.js';
import type {OverviewState} from '../overview/overview-state.js';
import {textHeight} from '../panels/layout.js';
import {requery} from './filters.js';
import {scopeOf} from './scope.js';
import type {Screen} from './screen.js';
import {only, type Step} from './step.js';
import type {ViewState} from './view-state.js';

/** What the overview is of, whatever the list shows. */
const EVERYTHING: Scope = {states: [], buckets: []};

/** Opens the overview where it was left, and asks for all older tasks (see `loadForOverview`). */
export function openOverview(state: ViewState): Step {
  return state.root === 'single'
    ? only({...state, notice: 'one AMI has no overview'})
    : {
        state: {
          ...state,
          mode: 'overview',
          below: [],
          pending: undefined,
          asks: state.asks + 1,
        },
        effects: [{type: 'changeScope', scope: EVERYTHING}],
      };
}

/** Back to the list, whose filters decide from now on what is loaded. */
export function closeOverview(state: ViewState): Step {
  return {
    state: {...state, mode: state.root, below: []},
    effects: [{type: 'changeScope', scope: scopeOf(state.query)}],
  };
}

/** Shows what the cursor is on in the list. */
export function showInList(state: ViewState, screen: Screen): Step {
  const {row} = shown(screen).focus;
  if (!row) {
    return only({...state, notice: 'there is nothing to show'});
  }

  const closed = closeOverview(state);
  const step = requery(closed.state, screen, row.query);
  const rows = screen.rowsFor(step.state.query);
  const index = row.task === undefined ? -1 : rows.indexOf(row.task);
  const cursor = index === -1 ? step.state.cursor : {index, key: row.task};
  return {
    state: {...step.state, cursor},
    effects: [{type: 'changeScope', scope: scopeOf(step.state.query)}],
  };
}

/** To the next box, or the one before. */
export function changeBox(state: ViewState, screen: Screen, by: 1 | -1): ViewState {
  const {boxes, focus} = shown(screen);
  const index = (boxes.indexOf(focus.box) + by + boxes.length) % boxes.length;
  return withOverview(state, {box: boxes[index]?.name});
}

/** By some rows of a box. */
export function moveInBox(state: ViewState, screen: Screen, by: number): ViewState {
  const {focus} = shown(screen);
  const {rows, name} = focus.box;
  const at = focus.row ? rows.indexOf(focus.row) : 0;
  const row = rows[Math.max(0, Math.min(at + by, rows.length - 1))];
  return row
    ? withOverview(state, {box: name, at: {...state.overview.at, [name]: row.key}})
    : state;
}

/** To the day before or after; from another box to the one beside it. */
export function moveSideways(state: ViewState, screen: Screen, by: 1 | -1): ViewState {
  return shown(screen).focus.box.name === 'days'
    ? moveInBox(state, screen, by)
    : changeBox(state, screen, by);
}

export function toggleFailedOnly(state: ViewState): ViewState {
  return withOverview(state, {isFailedOnly: !state.overview.isFailedOnly});
}

/** Polls now, and loads what is still missing. */
export function reloadOverview(state: ViewState): Step {
  return {state: {...state, asks: state.asks + 1}, effects: [{type: 'pollNow'}]};
}

/** All older tasks, once each time that a person opens the overview or asks again; none before it is known where they begin. */
export function loadForOverview(state: ViewState, {snapshot}: Screen): Step {
  const {coverage, sources} = snapshot;
  const askedAt = `overview ${state.asks}`;
  const isKnown = sources.every(({status, error}) => status === 'ready' || error);
  return state.askedAt === askedAt || !isKnown || coverage.isComplete || coverage.isLoading
    ? only(state)
    : {state: {...state, askedAt}, effects: [{type: 'loadAll'}]};
}

function shown(screen: Screen): Overview {
  return overviewOf({...screen, height: screen.reader ? 0 : textHeight(screen.layout)});
}

function withOverview(state: ViewState, change: Partial<OverviewState>): ViewState {
  return {...state, overview: {...state.overview, ...change}};
}
