import {serviceNow} from '../../poll/service-clock.js';
import {formatAgo, formatTime} from '../../task/format.js';
import {sourceLabel} from '../../task/source-name.js';
import {objectUri} from '../../task/store-image-task.js';
import {changeSegments, gapText} from '../panels/event-lines.js';
import type {ScreenParts} from '../state/screen.js';
import type {TextLine} from '../text/text-lines.js';
import {isProblem} from './event-items.js';
import type {EventItem} from './events-state.js';

export type EventLineParts = Pick<ScreenParts, 'snapshot' | 'now' | 'width' | 'display'>;

/** From so many columns on, beside the name of a place, a line has the whole ID of the AMI, and its age. */
const WHOLE_ID = 50;
const WITH_AGE = 60;

/** `07:14  12h ago ami-0793a135fab2ae0a2  FAILED at 46%  AccessDenied: Access Denied`; the date is in the line of the day above. */
export function eventLine(item: EventItem, parts: EventLineParts): TextLine {
  const {width, display} = parts;
  const time = formatTime(item.at, display.isUtc).slice(
    11,
    display.isAbsoluteTime ? undefined : 16,
  );
  const ago = formatAgo(serviceTime(item, parts) - item.at).padStart(7);
  const where = placeOf(item, parts);
  const hasAge = !display.isAbsoluteTime && width >= WITH_AGE + where.length;
  const when = hasAge ? `${time} ${ago}` : time;
  if (isProblem(item)) {
    return [{text: `${when}  `}, {text: item.message, tone: 'warning'}];
  }

  if (item.type === 'gap') {
    return [{text: `${when}${where} `}, {text: `-- ${gapText(item, display)}`, tone: 'warning'}];
  }

  const {amiId = '?'} = item.task;
  const subject = width < WHOLE_ID + where.length ? amiId.slice(-4) : amiId;
  return [{text: `${when}${where} ${subject}  `}, ...changeSegments(item)];
}

/** ` us-west-2`: what tells the source of an item from the others; nothing where there is one only. */
function placeOf(item: EventItem, {snapshot}: EventLineParts): string {
  const {sources} = snapshot;
  const source = isProblem(item) || sources.length < 2 ? undefined : sources[item.source];
  const isOneProfile = sources.every(({profile}) => profile === sources[0]?.profile);
  return source ? ` ${isOneProfile ? source.region : sourceLabel(source)}` : '';
}

/** The time of the clock that told an item's. */
function serviceTime(item: EventItem, {snapshot, now}: EventLineParts): number {
  return isProblem(item) ? now : serviceNow(snapshot.sources[item.source], now);
}

/** All that a line may have had no room for: the whole reason, and the object. */
export function eventDetail(item: EventItem): string {
  if (isProblem(item)) {
    return item.message;
  }

  if (item.type === 'gap') {
    return item.reason;
  }

  const {task} = item;
  const uri = objectUri(task) ?? task.bucket ?? '';
  const reason = item.type === 'failed' ? task.storeTaskFailureReason || 'no reason given' : '';
  return [reason, uri].filter(Boolean).join('    ');
}
