import {fromLoginCredentials} from '@aws-sdk/credential-provider-login';
import {externalDataInterceptor} from '@smithy/core/config';
import type {FetchContext} from './fetch-context.js';
import {serviceSettings} from './service-settings.js';
import type {Keys, Way} from './way.js';

/** The SDK is told the one setting that it needs of the files in files that there aren't, one a session: several may be asked for at a time. */
const FOLDER = '/amiwatch/login-session/';
const NONE = '/amiwatch/none';

/** Gets the keys that `aws login` has left, renewed where they are near their end. */
export async function fetchLoginKeys(
  {session}: Extract<Way, {kind: 'login'}>,
  context: FetchContext,
): Promise<Keys> {
  const file = FOLDER + encodeURIComponent(session);
  const line = session.replaceAll('\n', ' ');
  externalDataInterceptor.interceptFile(file, `[default]\nlogin_session = ${line}\n`);
  externalDataInterceptor.interceptFile(NONE, '');
  const clientConfig = serviceSettings('signin', context.region, context);
  return fromLoginCredentials({
    profile: 'default',
    configFilepath: file,
    filepath: NONE,
    ignoreCache: true,
    logger: context.logger,
    clientConfig,
  })();
}
