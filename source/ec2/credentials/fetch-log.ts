import {Ec2Error} from '../errors.js';
import type {AskedService, CredentialExchange, Witness} from './credential-exchange.js';
import type {CredentialSource} from './credential-source.js';
import {nameServiceFailure, serviceText} from './name-service-failure.js';
import type {Way} from './way.js';

/** What one fetch of credentials has asked for, and what came of it. */
export class FetchLog implements Witness {
  readonly #source: CredentialSource;
  readonly #region: string;
  readonly #exchanges: CredentialExchange[] = [];
  #pending: AskedService | undefined;

  /** @param region EC2's, where the services are if nothing says otherwise. */
  constructor(way: Way, source: CredentialSource, region: string) {
    this.#source = source;
    this.#region = ssoRegion(way) ?? region;
  }

  readonly onAsked = (asked: AskedService): void => {
    this.#pending = asked;
  };

  readonly onResult = (exchange: CredentialExchange): void => {
    this.#pending = undefined;
    this.#exchanges.push(exchange);
  };

  /** Who hasn't answered yet, for a sentence. */
  pendingText(): string | undefined {
    return this.#pending && serviceText(this.#pending, this.#region);
  }

  /** The failure, if it is one of a service and passes, or has its name already. */
  failure(error: unknown): Ec2Error | undefined {
    if (error instanceof Ec2Error) {
      return error;
    }

    return nameServiceFailure({
      source: this.#source,
      exchanges: this.#exchanges,
      region: this.#region,
      error,
    });
  }
}

/** That of SSO behind any number of roles. */
function ssoRegion(way: Way): string | undefined {
  if (way.kind === 'role') {
    return ssoRegion(way.from);
  }

  return way.kind === 'sso' ? way.region : undefined;
}
