import type {Clock} from '../clock.js';

/**
The request budget of an account in a Region. EC2 gives an account 50 tokens that come back at 0.5 a second for this action, shared by everyone; amiwatch takes at most half.
Source: https://docs.aws.amazon.com/ec2/latest/devguide/ec2-api-throttling.html
*/
export const BUDGET = {
  /** Requests in a burst without anyone asking. */
  burst: 10,

  /** What a person who asks by hand may draw on top of it. */
  manualReserve: 30,

  /** What a key that is held down leaves of it: with the burst that makes half of the account's 50 tokens. */
  refreshLeaves: 15,

  /** Both together, per second. */
  refillPerSecond: 0.25,
} as const;

/** For one answer, whose requests are all asked for by a person: whatever the account has at once, then the same share of what comes back. */
export const ONE_ANSWER_BUDGET = {
  ...BUDGET,
  burst: 0,
  manualReserve: 50,
} as const satisfies Budget;

/** Tokens, and tokens a second. */
export type Budget = Readonly<Record<keyof typeof BUDGET, number>>;

/** Who wants a request: the clock, a person who polls by hand, or one who asked for many pages. */
export type Priority = 'automatic' | 'refresh' | 'manual';

/** A place in the line of those that wait. */
export type Ticket = {readonly priority: Priority};

export type TokenBucket = {
  /** Takes a token if there is one that nobody waits for. @param ticket The place of whoever has waited. */
  readonly tryTake: (priority: Priority, ticket?: Ticket) => boolean;

  /** Milliseconds until a token may be there, 0 when it is. An estimate where several wait: ask again then. */
  readonly delay: (priority: Priority, ticket?: Ticket) => number;

  /** Takes a place at the end of the line, to be given back by `leave`. */
  readonly enter: (priority: Priority) => Ticket;
  readonly leave: (ticket: Ticket) => void;

  /** The service says that nothing is left: others have taken it. */
  readonly empty: () => void;

  /** Another one, as full as this. */
  readonly copy: () => TokenBucket;
};

type Level = {readonly automatic: number; readonly reserve: number};

/** Where several wait, an estimate that was too hopeful is made again after this. */
const LEAST_DELAY_MS = 50;

/**
Two levels with one refill: `automatic` holds the burst, `reserve` what only a person may draw. While both want refilling they share it evenly, so that a person's burst slows the polling to once in 8 seconds and never stops it. Those that wait are served in their order, so that of several sources none starves.
In any stretch of t seconds at most `burst + 0.25 t` automatic requests pass, and at most `burst + manualReserve + 0.25 t` of all kinds.
*/
export function createTokenBucket(
  clock: Pick<Clock, 'monotonic'>,
  budget: Budget = BUDGET,
  level: Level = {automatic: budget.burst, reserve: budget.manualReserve},
): TokenBucket {
  let {automatic, reserve} = level;
  /** What each may not take of the reserve. */
  const leaves: Readonly<Record<Priority, number>> = {
    automatic: Number.POSITIVE_INFINITY,
    refresh: budget.refreshLeaves,
    manual: 0,
  };
  let refilledAt = clock.monotonic();
  const line: Ticket[] = [];

  const refill = () => {
    const now = clock.monotonic();
    let tokens = ((now - refilledAt) / 1000) * budget.refillPerSecond;
    refilledAt = now;
    const missing = budget.burst - automatic;
    const missingReserve = budget.manualReserve - reserve;
    tokens = Math.min(tokens, missing + missingReserve);
    const share = Math.min(missing, Math.max(tokens / 2, tokens - missingReserve));
    automatic += share;
    reserve += tokens - share;
  };

  /** How many wait before a ticket (before the end of the line without one); `manual`: for the reserve. */
  const ahead = (ticket: Ticket | undefined, isManual: boolean) => {
    const at = ticket ? line.indexOf(ticket) : -1;
    const before = at === -1 ? line : line.slice(0, at);
    return before.filter(({priority}) => (priority === 'manual') === isManual).length;
  };

  const canTakeReserve = (priority: Priority, ticket: Ticket | undefined) =>
    reserve - 1 >= leaves[priority] - TINY && (priority !== 'manual' || ahead(ticket, true) === 0);

  // Tokens that polling waits for are left to it: a person can draw on the reserve instead.
  const canTakeAutomatic = (priority: Priority, ticket: Ticket | undefined) =>
    automatic >= 1 - TINY &&
    (priority === 'manual'
      ? ahead(undefined, false) === 0 && ahead(ticket, true) === 0
      : ahead(ticket, false) === 0);

  return {
    tryTake(priority, ticket) {
      refill();
      if (canTakeReserve(priority, ticket)) {
        reserve -= 1;
        return true;
      }

      if (canTakeAutomatic(priority, ticket)) {
        automatic -= 1;
        return true;
      }

      return false;
    },
    delay(priority, ticket) {
      refill();
      if (canTakeReserve(priority, ticket) || canTakeAutomatic(priority, ticket)) {
        return 0;
      }

      const isManual = priority === 'manual';
      const isPollingWaiting = ahead(undefined, false) > 0;
      const there = isManual
        ? (isPollingWaiting ? 0 : Math.floor(automatic + TINY)) + Math.floor(reserve + TINY)
        : automatic;
      const missing = 1 + ahead(ticket, isManual) - there;
      const isShared = automatic < budget.burst && reserve < budget.manualReserve;
      const isHalf = isShared && (!isManual || isPollingWaiting);
      const perSecond = isHalf ? budget.refillPerSecond / 2 : budget.refillPerSecond;
      return Math.max(LEAST_DELAY_MS, Math.ceil((missing / perSecond) * 1000));
    },
    enter(priority) {
      const ticket = {priority};
      line.push(ticket);
      return ticket;
    },
    leave(ticket) {
      const at = line.indexOf(ticket);
      if (at !== -1) {
        line.splice(at, 1);
      }
    },
    empty() {
      refill();
      automatic = 0;
      reserve = 0;
    },
    copy() {
      refill();
      return createTokenBucket(clock, budget, {automatic, reserve});
    },
  };
}

/** Absorbs the rounding of many small refills. */
const TINY = 1e-9;
