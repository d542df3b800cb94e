import type {StoreSnapshot} from '../../poll/snapshot.js';
import type {LoggedEvent} from '../../poll/tasks/event-log.js';
import type {SourceName} from '../../task/source-name.js';
import {isNews} from '../state/looked.js';
import type {ScreenParts} from '../state/screen.js';
import {wrap} from '../text/fit-text.js';
import {newsText} from './news.js';
import {bannerText, silences} from './status-text.js';

/** So much of a reason is said; the detail has all of it. */
const REASON_LENGTH = 200;

/** What gives way first where there is no room for all: the highest number. */
const RANK = {failed: 0, gap: 1, vanished: 2, completed: 3, started: 4, progressed: 5} as const;

/**
What somebody has to be told who hears the screen: what is wrong, how much has happened since the last key, and each change in a sentence of its own, failures first.
What is said stays where it is: a new change comes behind the others, so that nothing is read out twice.
@param room Lines there are for it.
*/
export function readerNews(parts: ScreenParts, room: number): readonly string[] {
  const {snapshot, state, news, display, now, width} = parts;
  const fixed = [
    ...wrongSentences(snapshot, display.isUtc),
    ...(news ? [`${capitalized(newsText(news, display.isUtc, now))}. e tells more.`] : []),
  ].flatMap(text => wrap(text, width));
  const said = snapshot.events
    .filter(event => isNews(state.looked, event))
    .map(event => ({event, lines: wrap(changeSentence(event, snapshot.sources), width)}));
  let left = room - fixed.length;
  const kept = new Set<LoggedEvent>();
  for (const {event, lines} of said.toReversed().toSorted(byRank)) {
    if (lines.length <= left) {
      left -= lines.length;
      kept.add(event);
    }
  }

  const lines = said.filter(({event}) => kept.has(event)).toSorted(failedFirst);
  return [...fixed, ...lines.flatMap(one => one.lines)].slice(0, Math.max(0, room));
}

type Said = {readonly event: LoggedEvent};

function byRank(a: Said, b: Said): number {
  return RANK[a.event.type] - RANK[b.event.type];
}

/** Of what one poll has found. */
function failedFirst(a: Said, b: Said): number {
  return a.event.at - b.event.at || byRank(a, b);
}

/** `ami-1 failed at 46%: AccessDenied: Access Denied.` */
export function changeSentence(event: LoggedEvent, sources: readonly SourceName[]): string {
  const source = sources[event.source];
  const where =
    sources.length > 1 && source ? ` in ${source.region}, profile ${source.profile}` : '';
  if (event.type === 'gap') {
    return sentence(`Not watched${where}: ${event.reason}`);
  }

  const {amiId, progressPercentage, storeTaskFailureReason, bucket} = event.task;
  const name = amiId ?? 'An unknown AMI';
  switch (event.type) {
    case 'failed': {
      const at = progressPercentage === undefined ? '' : ` at ${progressPercentage}%`;
      const reason = storeTaskFailureReason?.slice(0, REASON_LENGTH) || 'no reason given';
      return sentence(`${name} failed${at}${where}: ${reason}`);
    }

    case 'completed':
      return sentence(`${name} completed${where}`);
    case 'started':
      return sentence(`${name} started${where}${bucket ? `, to bucket ${bucket}` : ''}`);
    case 'vanished':
      return sentence(`${name} is no longer listed${where}`);
    default:
      return sentence(`${name} is at ${progressPercentage ?? '?'}%${where}`);
  }
}

/** Why a source doesn't answer; no time of the next try, which moves. */
function wrongSentences(snapshot: StoreSnapshot, isUtc: boolean): readonly string[] {
  const banner = bannerText(snapshot, 0, isUtc);
  if (banner) {
    return [sentence(`${banner.where}${banner.message}`)];
  }

  return silences(snapshot.sources).length > 0 && !snapshot.isPaused ? ['r asks anew.'] : [];
}

function capitalized(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function sentence(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`;
}
