/** What credentials can be found in, and what is typed. */
export type Situation = {
  readonly name: string;

  /** Below the home; `@HOME@`, `@IMDS@`, `@BOX@`, `@EC2@`, `@OPEN@` (all services of AWS, without TLS) and times (`@LATER@`, `@SOON@`) are filled in, here and below. */
  readonly files?: Readonly<Record<string, string>>;

  /** `undefined` takes away what there is by default: a Region, no metadata service, no boto file. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  readonly args?: readonly string[];

  /** Where EC2 is; null where something else says it. @default '@EC2@' */
  readonly endpoint?: null;

  /** A version of the aws command that does something else than amiwatch, and why that is right here. */
  readonly differs?: {readonly from: 1 | 2 | 'both'; readonly why: string} | undefined;

  /** Takes seconds, for amiwatch, too. */
  readonly isSlow?: true;
};
