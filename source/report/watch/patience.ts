import type {Ec2ErrorKind} from '../../ec2/errors.js';
import type {SourceStatus} from '../../poll/snapshot.js';
import {formatDuration} from '../../task/format.js';
import {sourceLabel} from '../../task/source-name.js';

/** How long (ms) a wait bears what is no passing fault as a rule, but may be one: a policy that is being changed, a network that comes up. */
export const PATIENCE_MS = 5 * 60_000;

/** Why a wait is given up. */
export type GivenUp = {
  readonly kind: Ec2ErrorKind;

  /** Sentences that say what is wrong and what to do. */
  readonly message: string;
};

type Source = Pick<SourceStatus, 'status' | 'error' | 'profile' | 'region'>;

/**
Tells when a source makes a wait pointless: nothing that this process lives to see will mend it. Whatever may mend itself is borne without end.
- Keys of the environment that have expired: at once, since nobody can put others there.
- Denied, or refused keys of the environment: for `PATIENCE_MS`.
- Never an answer from the start: within `PATIENCE_MS`. An error of the service is an answer.
*/
export class Patience {
  readonly #startedAt: number;

  /** Since when a source refuses, monotonic. */
  readonly #refusedSince = new Map<number, number>();

  /** Sources that have answered, be it with an error. */
  readonly #answered = new Set<number>();
  #silent: readonly number[] = [];

  /** @param startedAt When the wait began, monotonic. */
  constructor(startedAt: number) {
    this.#startedAt = startedAt;
  }

  /** When time alone ends it; monotonic. */
  get endsAt(): number | undefined {
    const since = [
      ...this.#refusedSince.values(),
      ...(this.#silent.length > 0 ? [this.#startedAt] : []),
    ];
    return since.length > 0 ? Math.min(...since) + PATIENCE_MS : undefined;
  }

  /** @param monotonic The moment of these sources. @returns Why to give up. */
  update(sources: readonly Source[], monotonic: number): GivenUp | undefined {
    for (const [index, source] of sources.entries()) {
      const {error} = source;
      if (hasAnswered(source)) {
        this.#answered.add(index);
      }

      if (!error || !isRefusal(error)) {
        this.#refusedSince.delete(index);
      } else if (!this.#refusedSince.has(index)) {
        this.#refusedSince.set(index, monotonic);
      }
    }

    this.#silent = [...sources.keys()].filter(index => !this.#answered.has(index));
    const expired = sources.find(({error}) => error?.isForGood && error.kind === 'expired');
    if (expired?.error) {
      return expired.error;
    }

    const refusing = sources.find((_, index) =>
      this.#isOver(this.#refusedSince.get(index), monotonic),
    );
    if (refusing?.error) {
      return refusing.error;
    }

    const [first] = this.#silent;
    const silent = first === undefined ? undefined : sources[first];
    return silent && this.#isOver(this.#startedAt, monotonic) ? neverAnswered(silent) : undefined;
  }

  #isOver(since: number | undefined, monotonic: number): boolean {
    return since !== undefined && monotonic >= since + PATIENCE_MS;
  }
}

function hasAnswered({status, error}: Source): boolean {
  return status === 'ready' || (error !== undefined && error.kind !== 'network');
}

function isRefusal({kind, isForGood}: NonNullable<Source['error']>): boolean {
  return kind === 'denied' || isForGood === true;
}

function neverAnswered(source: Source): GivenUp {
  const why = source.error?.message ?? 'Check the endpoint, the network and the proxy.';
  return {
    kind: 'network',
    message: `${sourceLabel(source)} has not answered within ${formatDuration(PATIENCE_MS)}. ${why}`,
  };
}
