import type {HttpHandler} from '@smithy/core/protocols';
import type {Logger} from '@smithy/types';
import type {Profile} from '../config/profile.js';
import type {Witness} from './credential-exchange.js';

/** Everything that a fetch of credentials needs beside the way. */
export type FetchContext = {
  /** The one that is used: it says at which endpoints services are asked. */
  readonly profile: Profile;

  /** EC2's, where STS is asked, too. */
  readonly region: string;
  readonly env: NodeJS.ProcessEnv;

  /** What SSO and STS are asked through: the same proxy, CA bundle and timeouts as EC2. */
  readonly requestHandler: HttpHandler;
  readonly logger: Logger;
  readonly debug: ((line: string) => void) | undefined;
  readonly witness: Witness;

  /** How long a credential_process may take, in milliseconds; 0: for ever. */
  readonly timeoutMs: number;

  /** Where a credential_process reads from. */
  readonly processStdin: 'inherit' | 'ignore';

  /** The service has refused those that are kept somewhere. */
  readonly isForced: boolean;
};
