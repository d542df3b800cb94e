import {Ec2Error} from '../ec2/errors.js';
import type {SettingAdvice} from '../ec2/setting-advice.js';

/** What an error asks to look at, in the words of the command line. */
const SETTING_WORDS: Readonly<Record<SettingAdvice, string>> = {
  endpoint: 'Check --endpoint-url and the proxy.',
  'endpoint-or-down': 'Check --endpoint-url, the proxy, or whether it runs.',
  'endpoint-settings':
    'Check the region, use_fips_endpoint, use_dualstack_endpoint and --endpoint-url.',
  'connect-timeout': 'Check the network and the proxy, or raise --cli-connect-timeout.',
  'read-timeout': 'Check the network and the proxy, or raise --cli-read-timeout.',
  'trusted-ca': 'Pass --ca-bundle or set AWS_CA_BUNDLE to the CA in between.',
  'ca-file': 'Pass a PEM file with --ca-bundle or AWS_CA_BUNDLE.',
  region: 'Pass --region, set AWS_REGION, or add a region to the profile.',
  'region-or-wait': 'Pass --region, set AWS_REGION, or try again.',
  profile: 'Run aws configure, set AWS_PROFILE, or pass --profile.',
  signing: 'Leave out --no-sign-request.',
};

/** The same error for somebody at a command line; anything else as it is. */
export function inCommandWords(error: unknown): unknown {
  if (!(error instanceof Ec2Error) || !error.advice) {
    return error;
  }

  const {problem, advice} = error;
  return new Ec2Error(`${problem} ${SETTING_WORDS[advice]}`, {
    ...error,
    cause: error.cause,
    advice: undefined,
  });
}
