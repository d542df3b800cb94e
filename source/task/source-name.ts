/** One profile in one Region: what tells sources apart. Both are cleaned. */
export type SourceName = {readonly profile: string; readonly region: string};

/** A source and, as soon as that is known, the account that its requests count for (12 digits). */
export type SourceIdentity = SourceName & {
  readonly account?: (() => string | undefined) | undefined;
};

/** Which of several sources, within a line: `ops/eu-central-1`. */
export function sourceLabel({profile, region}: SourceName): string {
  return `${profile}/${region}`;
}

/** Where a task is from, beside the members that the API gives it. */
export function sourceMembers({profile, region}: SourceName) {
  return {Profile: profile, Region: region};
}
