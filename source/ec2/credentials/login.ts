import {fromLoginCredentials} from '@aws-sdk/credential-provider-login';
import {externalDataInterceptor} from '@smithy/core/config';
import type {FetchContext} from './fetch-context.js';
import {serviceSettings} from './service-settings.js';
import type {Keys, Way} from './way.js';

/** The SDK is told the one setting that it needs of the files in a file that there isn't. */
const FILE = '/amiwatch/login-session';
const NONE = '/amiwatch/none';

/** Gets the keys that `aws login` has left, renewed where they are near their end. */
export async function fetchLoginKeys(
  {session, holder}: Extract<Way, {kind: 'login'}>,
  context: FetchContext,
): Promise<Keys> {
  externalDataInterceptor.interceptFile(FILE, `[default]\nlogin_session = ${session}\n`);
  externalDataInterceptor.interceptFile(NONE, '');
  context.debug?.(`The session of aws login: that of ${holder}`);
  const clientConfig = serviceSettings('signin', context.region, context);
  return fromLoginCredentials({
    profile: 'default',
    configFilepath: FILE,
    filepath: NONE,
    ignoreCache: true,
    logger: context.logger,
    clientConfig,
  })();
}
