import {Ec2Error} from '../errors.js';
import type {AskedService, CredentialExchange, Witness} from './credential-exchange.js';
import type {CredentialSource} from './credential-source.js';
import {nameServiceFailure, serviceText} from './name-service-failure.js';
import type {Profile} from './profile.js';

/**
The last renewal of each SSO session's token. The SDK tries none within 30 s of the last one, shares one among all profiles of a session, and says of all of them that the token has expired.
*/
const renewals = new Map<string, CredentialExchange>();

const TOO_SOON = /^Token is expired/;

/** What one fetch of credentials has asked for, and what came of it. */
export class FetchLog implements Witness {
  readonly #source: CredentialSource;
  readonly #session: string | undefined;
  readonly #region: string;
  readonly #exchanges: CredentialExchange[] = [];
  #pending: AskedService | undefined;

  /** @param region EC2's, where the services are if nothing says otherwise. */
  constructor(source: CredentialSource, profile: Profile, region: string) {
    const settings = profile.settingsOf(source.profile);
    this.#source = source;
    this.#session = settings?.sso_session;
    const session = this.#session && profile.section('sso-session', this.#session);
    const ssoRegion = (session ? session.sso_region : undefined) ?? settings?.sso_region;
    this.#region = (source.kind === 'sso' && ssoRegion) || region;
  }

  readonly onAsked = (asked: AskedService): void => {
    this.#pending = asked;
  };

  readonly onResult = (exchange: CredentialExchange): void => {
    this.#pending = undefined;
    this.#exchanges.push(exchange);
    if (this.#session && exchange.service === 'SSO OIDC') {
      renewals.set(this.#session, exchange);
    }
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

    // Given up by the SDK, whose request ends a moment later.
    const givenUp = this.#pending ? [{...this.#pending, result: {error}}] : [];
    return nameServiceFailure({
      source: this.#source,
      error,
      exchanges: [...this.#renewalBefore(error), ...this.#exchanges, ...givenUp],
      region: this.#region,
    });
  }

  #renewalBefore(error: unknown): readonly CredentialExchange[] {
    const isTooSoon = error instanceof Error && TOO_SOON.test(error.message);
    const renewal = this.#session === undefined ? undefined : renewals.get(this.#session);
    return isTooSoon && renewal ? [renewal] : [];
  }
}
