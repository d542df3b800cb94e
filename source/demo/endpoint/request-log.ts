/** One request as the endpoint saw and answered it. */
export type RequestEntry = {
  /** Milliseconds since the epoch, by the endpoint's clock. */
  readonly at: number;

  /** The access key ID that signed it, or `anonymous`. */
  readonly client: string;

  /** Its parameters (`Action`, `ImageId.1`, …). A repeated one keeps its last value. */
  readonly params: Readonly<Record<string, string>>;

  /** The HTTP status of the answer, before a fault kept it back or changed it. */
  readonly status: number;

  /** The error code, when the answer was an error. */
  readonly code: string | undefined;
};

export type RequestCount = {readonly requests: number; readonly throttled: number};

export type RequestLog = {
  readonly add: (entry: RequestEntry) => void;

  /** All requests since the start or the last `clear`. */
  readonly total: () => RequestCount;
  readonly byClient: () => ReadonlyMap<string, RequestCount>;

  /** The latest requests, oldest first, bounded to `MAX_ENTRIES`. */
  readonly entries: () => readonly RequestEntry[];
  readonly clear: () => void;
};

/** How many requests a log keeps; it counts all of them. */
export const MAX_ENTRIES = 1000;

export function createRequestLog(): RequestLog {
  const none: RequestCount = {requests: 0, throttled: 0};
  const counts = new Map<string, RequestCount>();
  let total = none;
  let entries: RequestEntry[] = [];

  return {
    add(entry) {
      const isThrottled = entry.code === 'RequestLimitExceeded';
      total = plus(total, isThrottled);
      counts.set(entry.client, plus(counts.get(entry.client) ?? none, isThrottled));
      entries.push(entry);
      if (entries.length >= 2 * MAX_ENTRIES) {
        entries = entries.slice(-MAX_ENTRIES);
      }
    },
    total: () => total,
    byClient: () => counts,
    entries: () => entries.slice(-MAX_ENTRIES),
    clear() {
      total = none;
      counts.clear();
      entries = [];
    },
  };
}

function plus(count: RequestCount, isThrottled: boolean): RequestCount {
  return {
    requests: count.requests + 1,
    throttled: count.throttled + (isThrottled ? 1 : 0),
  };
}
