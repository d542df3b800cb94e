/**
Which of the caller's settings to look at after an error, as data: the library names them as `Ec2SourceOptions` does, and whoever gives them in another way says it in words of his own (the command names flags).
*/
export const SETTING_ADVICE = {
  endpoint: 'Check endpointUrl and the proxy.',
  'endpoint-or-down': 'Check endpointUrl, the proxy, or whether it runs.',
  'endpoint-settings':
    'Check the region, use_fips_endpoint, use_dualstack_endpoint and endpointUrl.',
  'connect-timeout': 'Check the network and the proxy, or raise connectTimeoutMs.',
  'read-timeout': 'Check the network and the proxy, or raise readTimeoutMs.',
  'trusted-ca': 'Pass the CA in between as caBundle, or set AWS_CA_BUNDLE to it.',
  'ca-file': 'Pass a PEM file as caBundle, or set AWS_CA_BUNDLE to one.',
  region: 'Pass a region, set AWS_REGION, or add a region to the profile.',
  'region-or-wait': 'Pass a region, set AWS_REGION, or try again.',
  profile: 'Run aws configure, set AWS_PROFILE, or pass a profile.',
  signing: 'Leave signRequest as it is by default.',
} as const;

export type SettingAdvice = keyof typeof SETTING_ADVICE;
