import {createHash} from 'node:crypto';
import type {Situation} from './situation.js';

const CONFIG = '.aws/config';
const CREDENTIALS = '.aws/credentials';

const keys = (id: string) => `aws_access_key_id = ${id}\naws_secret_access_key = s\n`;
const ENV = {AWS_ACCESS_KEY_ID: 'ENV', AWS_SECRET_ACCESS_KEY: 's'} as const;
const DEFAULT = {[CREDENTIALS]: `[default]\n${keys('FILE')}`};
const OPS = {[CREDENTIALS]: `[default]\n${keys('FILE')}[ops]\n${keys('OPS')}`};
const BY_FLAG = ['--profile', 'ops'];
const BY_ENV = {AWS_PROFILE: 'ops'} as const;
const INSTANCE = {
  AWS_EC2_METADATA_DISABLED: undefined,
  AWS_EC2_METADATA_SERVICE_ENDPOINT: '@IMDS@/role/',
} as const;
const BOX = {AWS_CONTAINER_CREDENTIALS_FULL_URI: '@BOX@/keys'} as const;
const TOO_OLD = 'version 2.9 is older than that';
const PAST = '2020-01-01T00:00:00Z';
const LATER = '@LATER@';
const SOON = '@SOON@';

const environment: readonly Situation[] = [
  {name: 'nothing at all'},
  {name: 'keys in the environment', env: ENV},
  {name: 'session keys in the environment', env: {...ENV, AWS_SESSION_TOKEN: 'new'}},
  {name: 'a token by its old name', env: {...ENV, AWS_SECURITY_TOKEN: 'old'}},
  {
    name: 'a token by both names',
    env: {...ENV, AWS_SECURITY_TOKEN: 'old', AWS_SESSION_TOKEN: 'new'},
  },
  {
    name: 'a token whose old name is empty',
    env: {...ENV, AWS_SECURITY_TOKEN: '', AWS_SESSION_TOKEN: 'new'},
  },
  {name: 'an ID without its secret key', env: {AWS_ACCESS_KEY_ID: 'ENV'}, files: DEFAULT},
  {
    name: 'an ID with an empty secret key',
    env: {...ENV, AWS_SECRET_ACCESS_KEY: ''},
    files: DEFAULT,
  },
  {name: 'a secret key without its ID', env: {AWS_SECRET_ACCESS_KEY: 's'}, files: DEFAULT},
  {name: 'an empty ID', env: {...ENV, AWS_ACCESS_KEY_ID: ''}, files: DEFAULT},
  {
    name: 'an ID without its secret key, on an instance',
    env: {...INSTANCE, AWS_ACCESS_KEY_ID: 'ENV'},
  },
  {name: 'keys that are over', env: {...ENV, AWS_CREDENTIAL_EXPIRATION: PAST}},
  {
    name: 'keys that are over, with others in a file',
    env: {...ENV, AWS_CREDENTIAL_EXPIRATION: PAST},
    files: DEFAULT,
  },
  {name: 'keys with an end', env: {...ENV, AWS_CREDENTIAL_EXPIRATION: LATER}},
  {
    name: 'keys with an end and an offset',
    env: {...ENV, AWS_CREDENTIAL_EXPIRATION: '2099-01-01T00:00:00+02:00'},
  },
  {name: 'keys with an end that is near', env: {...ENV, AWS_CREDENTIAL_EXPIRATION: SOON}},
  {name: 'keys with an end that is no time', env: {...ENV, AWS_CREDENTIAL_EXPIRATION: 'soon'}},
  {name: 'keys with an empty end', env: {...ENV, AWS_CREDENTIAL_EXPIRATION: ''}},
  {name: 'keys and AWS_PROFILE', env: {...ENV, ...BY_ENV}, files: OPS},
  {name: 'keys and --profile', env: ENV, args: BY_FLAG, files: OPS},
  {name: 'keys and AWS_DEFAULT_PROFILE', env: {...ENV, AWS_DEFAULT_PROFILE: 'ops'}, files: OPS},
  {name: 'half of keys and --profile', env: {AWS_ACCESS_KEY_ID: 'ENV'}, args: BY_FLAG, files: OPS},
  {name: 'keys and an AWS_PROFILE that there isn’t', env: {...ENV, AWS_PROFILE: 'x'}, files: OPS},
  {name: 'keys and an empty AWS_PROFILE', env: {...ENV, AWS_PROFILE: ''}, files: OPS},
  {name: 'an empty AWS_PROFILE and --profile', env: {AWS_PROFILE: ''}, args: BY_FLAG, files: OPS},
  {name: 'AWS_PROFILE', env: BY_ENV, files: OPS},
  {name: 'AWS_DEFAULT_PROFILE', env: {AWS_DEFAULT_PROFILE: 'ops'}, files: OPS},
  {
    name: 'AWS_PROFILE and AWS_DEFAULT_PROFILE',
    env: {...BY_ENV, AWS_DEFAULT_PROFILE: 'default'},
    files: OPS,
    differs: {from: 1, why: 'version 2 takes AWS_PROFILE first, and so do all other SDKs'},
  },
  {name: 'a --profile that there isn’t', args: ['--profile', 'x'], files: OPS},
  {name: 'AWS_PROFILE=default without one', env: {...INSTANCE, AWS_PROFILE: 'default'}},
  {name: '--profile and AWS_PROFILE', env: {AWS_PROFILE: 'default'}, args: BY_FLAG, files: OPS},
  {name: 'FIPS beside an address', env: {...ENV, AWS_USE_FIPS_ENDPOINT: 'true'}},
  {name: 'dual stack beside an address', env: {...ENV, AWS_USE_DUALSTACK_ENDPOINT: 'true'}},
];

const files: readonly Situation[] = [
  {name: 'the credentials file', files: DEFAULT},
  {name: 'the config file', files: {[CONFIG]: `[default]\n${keys('CONFIG')}`}},
  {name: 'both files', files: {...DEFAULT, [CONFIG]: `[default]\n${keys('CONFIG')}`}},
  {
    name: 'one key in each file',
    files: {
      [CREDENTIALS]: '[default]\naws_access_key_id = FILE\n',
      [CONFIG]: '[default]\naws_secret_access_key = s\n',
    },
  },
  {
    name: 'one key of two',
    files: {[CREDENTIALS]: '[default]\naws_access_key_id = FILE\n'},
    env: INSTANCE,
  },
  {
    name: 'one key of two in the config file',
    files: {[CONFIG]: '[default]\naws_access_key_id = FILE\n'},
    env: BOX,
  },
  {name: 'a secret key alone', files: {[CREDENTIALS]: '[default]\naws_secret_access_key = s\n'}},
  {
    name: 'a secret key alone, on an instance',
    files: {[CREDENTIALS]: '[default]\naws_secret_access_key = s\n'},
    env: INSTANCE,
  },
  {
    name: 'an empty ID in a file',
    files: {[CREDENTIALS]: '[default]\naws_access_key_id =\naws_secret_access_key = s\n'},
    env: INSTANCE,
    differs: {
      from: 'both',
      why: 'they sign with nothing, which EC2 refuses; here that is said at once',
    },
  },
  {
    name: 'a token in a file',
    files: {[CREDENTIALS]: `[default]\n${keys('FILE')}aws_session_token = new\n`},
  },
  {
    name: 'both tokens in a file',
    files: {
      [CREDENTIALS]: `[default]\n${keys('FILE')}aws_session_token = new\naws_security_token = old\n`,
    },
  },
  {
    name: 'a profile in double quotes',
    files: {[CONFIG]: `[profile "ops"]\n${keys('OPS')}`},
    args: BY_FLAG,
  },
  {
    name: 'a profile in single quotes, with a blank',
    files: {[CONFIG]: `[profile 'team alpha']\n${keys('OPS')}`},
    args: ['--profile', 'team alpha'],
  },
  {
    name: 'a profile after several blanks',
    files: {[CONFIG]: `[profile   ops ]\n${keys('OPS')}`},
    args: BY_FLAG,
  },
  {name: 'a profile without its word', files: {[CONFIG]: `[ops]\n${keys('OPS')}`}, args: BY_FLAG},
  {
    name: 'a profile with its word in the credentials file',
    files: {[CREDENTIALS]: `[profile ops]\n${keys('OPS')}`},
    args: BY_FLAG,
  },
  {
    name: 'a profile called by that word',
    files: {[CREDENTIALS]: `[profile ops]\n${keys('OPS')}`},
    args: ['--profile', 'profile ops'],
  },
  {
    name: 'a profile twice, quoted and not',
    files: {[CONFIG]: `[profile ops]\n${keys('A')}[profile "ops"]\n${keys('B')}`},
    args: BY_FLAG,
  },
  {
    name: 'keys in capitals, with colons',
    files: {[CONFIG]: '[default]\nAWS_ACCESS_KEY_ID: CONFIG\nAws_Secret_Access_Key :s\n'},
  },
  {
    name: 'what looks like a comment behind a value',
    files: {[CONFIG]: '[default]\naws_access_key_id = CONFIG ; x\naws_secret_access_key = s # y\n'},
  },
  {
    name: 'all lines indented',
    files: {[CONFIG]: `  [default]\n  ${keys('CONFIG').replace('\n', '\n  ')}`},
  },
  {
    name: 'comments and empty lines',
    files: {[CONFIG]: `# x\n\n[default]\n; y\n\n${keys('CONFIG')}  # z\n`},
  },
  {
    name: 'lines of Windows',
    files: {[CONFIG]: `[default]\n${keys('CONFIG')}`.replaceAll('\n', '\r\n')},
  },
  {
    name: 'a section DEFAULT',
    files: {[CONFIG]: `[DEFAULT]\n${keys('CONFIG')}[profile ops]\nregion = us-east-1\n`},
    args: BY_FLAG,
  },
  {
    name: 'a section twice',
    files: {[CONFIG]: `[default]\n${keys('A')}[default]\n${keys('B')}`},
    env: ENV,
  },
  {name: 'a key twice', files: {[CREDENTIALS]: `[default]\n${keys('A')}${keys('B')}`}, env: ENV},
  {name: 'no section', files: {[CONFIG]: keys('A')}, env: ENV},
  {name: 'a line that is none', files: {[CREDENTIALS]: '[default]\nx\n'}, env: ENV},
  {name: 'a byte order mark', files: {[CONFIG]: `\ufeff[default]\n${keys('A')}`}, env: ENV},
  {name: 'a block that is none', files: {[CONFIG]: '[default]\ns3 =\n  x\n'}, env: ENV},
  {
    name: 'AWS_CONFIG_FILE with ~',
    env: {AWS_CONFIG_FILE: '~/x'},
    files: {x: `[default]\n${keys('CONFIG')}`},
  },
  {
    name: 'AWS_SHARED_CREDENTIALS_FILE with $HOME',
    env: {AWS_SHARED_CREDENTIALS_FILE: '$HOME/x'},
    files: {...DEFAULT, x: `[default]\n${keys('OTHER')}`},
  },
  {
    name: 'an empty AWS_SHARED_CREDENTIALS_FILE',
    env: {AWS_SHARED_CREDENTIALS_FILE: ''},
    files: DEFAULT,
  },
  {
    name: 'a file that there isn’t',
    env: {AWS_SHARED_CREDENTIALS_FILE: '/nonexistent'},
    files: DEFAULT,
  },
  {
    name: 'a folder in place of a file',
    env: {AWS_SHARED_CREDENTIALS_FILE: '@HOME@'},
    files: DEFAULT,
  },
];

const role = (name: string, rest: string) =>
  `role_arn = arn:aws:iam::111122223333:role/${name}\n${rest}`;
const BASE = `[profile base]\n${keys('BASE')}`;

/** The profile `ops` with a role, and `base` with keys. */
const roleOf = (rest: string, more = '') => ({
  [CONFIG]: `[profile ops]\n${role('reader', rest)}${BASE}${more}`,
});

/** Where the aws command keeps what STS gave for these arguments, and what it keeps there. */
function kept(arguments_: string, end: string): Readonly<Record<string, string>> {
  const name = createHash('sha1').update(arguments_).digest('hex');
  return {
    [`.aws/cli/cache/${name}.json`]: JSON.stringify({
      Credentials: {AccessKeyId: 'KEPT', SecretAccessKey: 's', SessionToken: 'k', Expiration: end},
      AssumedRoleUser: {Arn: 'arn:aws:sts::111122223333:assumed-role/reader/x'},
    }),
  };
}

const ARN = 'arn:aws:iam::111122223333:role/reader';
const SERIAL = 'arn:aws:iam::111122223333:mfa/me';
const MFA = roleOf(`source_profile = base\nmfa_serial = ${SERIAL}\n`);
const MFA_ARGUMENTS = `{"RoleArn": "${ARN}", "SerialNumber": "${SERIAL}"}`;

const roles: readonly Situation[] = [
  {name: 'a role with a source profile', files: roleOf('source_profile = base\n'), args: BY_FLAG},
  {name: 'a role by AWS_PROFILE', files: roleOf('source_profile = base\n'), env: BY_ENV},
  {
    name: 'a role by AWS_PROFILE, with keys in the environment',
    files: roleOf('source_profile = base\n'),
    env: {...ENV, ...BY_ENV},
  },
  {
    name: 'a role that may not be assumed',
    files: {[CONFIG]: `[profile ops]\n${role('refused', 'source_profile = base\n')}${BASE}`},
    args: BY_FLAG,
    env: INSTANCE,
  },
  {
    name: 'a role with its source in the credentials file',
    files: {
      [CONFIG]: `[profile ops]\n${role('reader', 'source_profile = base\n')}`,
      [CREDENTIALS]: `[base]\n${keys('FILE')}`,
    },
    args: BY_FLAG,
  },
  {
    name: 'a role in the credentials file',
    files: {
      [CREDENTIALS]: `[ops]\n${role('reader', 'source_profile = base\n')}[base]\n${keys('FILE')}`,
    },
    args: BY_FLAG,
  },
  {
    name: 'a role on a role',
    files: roleOf(
      'source_profile = middle\n',
      `[profile middle]\n${role('middle', 'source_profile = base\n')}`,
    ),
    args: BY_FLAG,
  },
  {
    name: 'a role with its own keys',
    files: roleOf(`source_profile = ops\n${keys('OWN')}`),
    args: BY_FLAG,
  },
  {
    name: 'a role with other keys beside',
    files: roleOf(`source_profile = base\n${keys('OWN')}`),
    args: BY_FLAG,
  },
  {
    name: 'a source with a role and keys',
    files: roleOf(
      'source_profile = middle\n',
      `[profile middle]\n${role('middle', 'source_profile = base\n')}${keys('MIDDLE')}`,
    ),
    args: BY_FLAG,
  },
  {name: 'a role without a source', files: roleOf(''), args: BY_FLAG},
  {
    name: 'a role without a source, on an instance',
    files: roleOf(''),
    args: BY_FLAG,
    env: INSTANCE,
  },
  {name: 'a role without a source, with keys beside', files: roleOf(keys('OWN')), args: BY_FLAG},
  {
    name: 'a role with two sources',
    files: roleOf('source_profile = base\ncredential_source = Environment\n'),
    args: BY_FLAG,
    env: ENV,
  },
  {
    name: 'a role whose source isn’t there',
    files: roleOf('source_profile = x\n'),
    args: BY_FLAG,
    env: INSTANCE,
  },
  {
    name: 'a role whose source has nothing',
    files: roleOf('source_profile = bare\n', '[profile bare]\nregion = x\n'),
    args: BY_FLAG,
    env: INSTANCE,
  },
  {
    name: 'a role whose source has one key of two',
    files: roleOf('source_profile = bare\n', '[profile bare]\naws_access_key_id = X\n'),
    args: BY_FLAG,
    env: INSTANCE,
  },
  {
    name: 'a role whose source has a secret key alone',
    files: roleOf('source_profile = bare\n', '[profile bare]\naws_secret_access_key = s\n'),
    args: BY_FLAG,
    env: INSTANCE,
  },
  {
    name: 'roles in a circle',
    files: roleOf(
      'source_profile = middle\n',
      `[profile middle]\n${role('middle', 'source_profile = ops\n')}`,
    ),
    args: BY_FLAG,
  },
  {name: 'a role that is its own source', files: roleOf('source_profile = ops\n'), args: BY_FLAG},
  {
    name: 'a role with credential_source Environment',
    files: roleOf('credential_source = Environment\n'),
    args: BY_FLAG,
    env: ENV,
  },
  {
    name: 'a role with credential_source Environment by AWS_PROFILE',
    files: roleOf('credential_source = Environment\n'),
    env: {...ENV, ...BY_ENV},
  },
  {
    name: 'a role with credential_source Environment, which has none',
    files: roleOf('credential_source = Environment\n'),
    args: BY_FLAG,
    env: INSTANCE,
  },
  {
    name: 'a role with credential_source Ec2InstanceMetadata',
    files: roleOf('credential_source = Ec2InstanceMetadata\n'),
    args: BY_FLAG,
    env: INSTANCE,
  },
  {
    name: 'a role with credential_source Ec2InstanceMetadata, off an instance',
    files: roleOf('credential_source = Ec2InstanceMetadata\n'),
    args: BY_FLAG,
  },
  {
    name: 'a role with credential_source EcsContainer',
    files: roleOf('credential_source = EcsContainer\n'),
    args: BY_FLAG,
    env: BOX,
  },
  {
    name: 'a role with credential_source EcsContainer, outside one',
    files: roleOf('credential_source = EcsContainer\n'),
    args: BY_FLAG,
    env: INSTANCE,
  },
  {
    name: 'a role with a credential_source in small letters',
    files: roleOf('credential_source = environment\n'),
    args: BY_FLAG,
    env: ENV,
  },
  {
    name: 'a role with another credential_source',
    files: roleOf('credential_source = x\n'),
    args: BY_FLAG,
    env: ENV,
  },
  {
    name: 'a role with everything',
    files: roleOf(
      'source_profile = base\nrole_session_name = me\nexternal_id = ext\nduration_seconds = 1800\n',
    ),
    args: BY_FLAG,
  },
  {
    name: 'a role with a duration that is no number',
    files: roleOf('source_profile = base\nduration_seconds = long\n'),
    args: BY_FLAG,
  },
  {
    name: 'a role with a duration that is too short',
    files: roleOf('source_profile = base\nduration_seconds = 60\n'),
    args: BY_FLAG,
  },
  {
    name: 'a role that is none',
    files: {[CONFIG]: `[profile ops]\nrole_arn = x\nsource_profile = base\n${BASE}`},
    args: BY_FLAG,
  },
  {
    name: 'a role in the Region of its profile',
    files: roleOf('source_profile = base\nregion = eu-west-1\n'),
    args: BY_FLAG,
    env: {AWS_DEFAULT_REGION: undefined},
  },
  {
    name: 'a role in the Region of a flag',
    files: roleOf('source_profile = base\nregion = eu-west-1\n'),
    args: [...BY_FLAG, '--region', 'eu-central-1'],
  },
  {
    name: 'a role whose source has another Region',
    files: {
      [CONFIG]: `[profile ops]\n${role('reader', 'source_profile = base\n')}${BASE}region = eu-west-1\n`,
    },
    args: BY_FLAG,
  },
  {
    name: 'a role with legacy endpoints',
    files: roleOf('source_profile = base\nsts_regional_endpoints = legacy\n'),
    args: BY_FLAG,
    differs: {from: 2, why: 'version 2 knows regional endpoints only'},
  },
  {
    name: 'a role with legacy endpoints by the environment, in another Region',
    files: roleOf('source_profile = base\n'),
    args: [...BY_FLAG, '--region', 'eu-west-1'],
    env: {AWS_STS_REGIONAL_ENDPOINTS: 'legacy'},
    differs: {from: 2, why: 'version 2 knows regional endpoints only'},
  },
  {
    name: 'a role with endpoints that there aren’t',
    files: roleOf('source_profile = base\nsts_regional_endpoints = near\n'),
    args: BY_FLAG,
    differs: {from: 2, why: 'version 2 knows regional endpoints only'},
  },
  {
    name: 'a role with FIPS',
    files: roleOf('source_profile = base\nuse_fips_endpoint = true\n'),
    args: BY_FLAG,
  },
  {
    name: 'a role with dual stack',
    files: roleOf('source_profile = base\nuse_dualstack_endpoint = true\n'),
    args: BY_FLAG,
  },
  {
    name: 'a role at AWS_ENDPOINT_URL_STS',
    files: roleOf('source_profile = base\n'),
    args: BY_FLAG,
    env: {AWS_ENDPOINT_URL_STS: '@OPEN@'},
    differs: {from: 2, why: TOO_OLD},
  },
  {
    name: 'a role at an address with a path',
    files: roleOf('source_profile = base\n'),
    args: BY_FLAG,
    env: {AWS_ENDPOINT_URL_STS: '@OPEN@/gate'},
    differs: {from: 2, why: TOO_OLD},
  },
  {
    name: 'a role at AWS_ENDPOINT_URL',
    files: roleOf('source_profile = base\n'),
    args: BY_FLAG,
    env: {AWS_ENDPOINT_URL: '@OPEN@'},
    differs: {from: 2, why: TOO_OLD},
  },
  {
    name: 'a role at an endpoint that is to be ignored',
    files: roleOf('source_profile = base\nignore_configured_endpoint_urls = true\n'),
    args: BY_FLAG,
    env: {AWS_ENDPOINT_URL: '@OPEN@'},
  },
  {
    name: 'a role at the endpoint of a services section',
    files: roleOf(
      'source_profile = base\nservices = my lab\n',
      '[services "my lab"]\nsts =\n  endpoint_url = @OPEN@\n',
    ),
    args: BY_FLAG,
    differs: {from: 2, why: TOO_OLD},
  },
  {
    name: 'a role with a services section that isn’t there',
    files: roleOf('source_profile = base\nservices = x\n'),
    args: BY_FLAG,
    differs: {from: 2, why: TOO_OLD},
  },
  {
    name: 'a role at the endpoint of its profile',
    files: roleOf('source_profile = base\nendpoint_url = @OPEN@\n'),
    args: BY_FLAG,
    differs: {from: 2, why: TOO_OLD},
  },
  {
    name: 'a role at the endpoint of its source',
    files: {
      [CONFIG]: `[profile ops]\n${role('reader', 'source_profile = base\n')}${BASE}endpoint_url = @OPEN@\n`,
    },
    args: BY_FLAG,
  },
  {name: 'a role that wants a code', files: MFA, args: BY_FLAG, env: INSTANCE},
  {
    name: 'a role that wants a code, kept',
    files: {...MFA, ...kept(MFA_ARGUMENTS, LATER)},
    args: BY_FLAG,
  },
  {
    name: 'a role that wants a code, kept and over',
    files: {...MFA, ...kept(MFA_ARGUMENTS, PAST)},
    args: BY_FLAG,
  },
  {
    name: 'a role that wants a code, kept and near its end',
    files: {...MFA, ...kept(MFA_ARGUMENTS, SOON)},
    args: BY_FLAG,
    differs: {
      from: 'both',
      why: 'they ask for another code; here nobody is asked, and the keys are still good',
    },
  },
  {
    name: 'a role kept as version 1 writes the time',
    files: {...MFA, ...kept(MFA_ARGUMENTS, '@LATERUTC@')},
    args: BY_FLAG,
  },
  {
    name: 'a role kept',
    files: {...roleOf('source_profile = base\n'), ...kept(`{"RoleArn": "${ARN}"}`, LATER)},
    args: BY_FLAG,
  },
  {
    name: 'a role kept and near its end',
    files: {...roleOf('source_profile = base\n'), ...kept(`{"RoleArn": "${ARN}"}`, SOON)},
    args: BY_FLAG,
  },
  {
    name: 'a role kept for all its arguments',
    files: {
      ...roleOf(
        'source_profile = base\nrole_session_name = mé\nexternal_id = ext\nduration_seconds = 1800\n',
      ),
      ...kept(
        `{"DurationSeconds": 1800, "ExternalId": "ext", "RoleArn": "${ARN}", "RoleSessionName": "m\\u00e9"}`,
        LATER,
      ),
    },
    args: BY_FLAG,
  },
];

const TOKEN = {token: 'web-token'};
const WEB = {AWS_WEB_IDENTITY_TOKEN_FILE: '@HOME@/token', AWS_ROLE_ARN: ARN} as const;
const WEB_PROFILE = {
  ...TOKEN,
  [CONFIG]: `[profile ops]\n${role('reader', 'web_identity_token_file = @HOME@/token\n')}`,
};

const webIdentities: readonly Situation[] = [
  {name: 'a web identity in the environment', files: TOKEN, env: WEB},
  {
    name: 'a web identity in the environment, with keys in a file',
    files: {...TOKEN, ...DEFAULT},
    env: WEB,
  },
  {
    name: 'a web identity in the environment and --profile',
    files: {...TOKEN, ...OPS},
    env: WEB,
    args: BY_FLAG,
  },
  {
    name: 'a web identity in the environment and AWS_PROFILE',
    files: {...TOKEN, ...OPS},
    env: {...WEB, ...BY_ENV},
  },
  {name: 'a web identity in the environment and keys there', files: TOKEN, env: {...WEB, ...ENV}},
  {
    name: 'a web identity in the environment with a name',
    files: TOKEN,
    env: {...WEB, AWS_ROLE_SESSION_NAME: 'me'},
  },
  {
    name: 'a web identity in the environment and a role in the profile',
    files: {...TOKEN, ...roleOf('source_profile = base\n')},
    env: {...WEB, ...BY_ENV},
  },
  {
    name: 'a web identity in the environment without a role',
    files: {...TOKEN, ...DEFAULT},
    env: {AWS_WEB_IDENTITY_TOKEN_FILE: '@HOME@/token'},
  },
  {
    name: 'a role in the environment without a web identity',
    files: DEFAULT,
    env: {AWS_ROLE_ARN: ARN},
  },
  {
    name: 'an empty web identity in the environment',
    files: DEFAULT,
    env: {...WEB, AWS_WEB_IDENTITY_TOKEN_FILE: ''},
  },
  {name: 'a web identity whose token isn’t there', files: DEFAULT, env: WEB},
  {name: 'a web identity whose token is empty', files: {...DEFAULT, token: ''}, env: WEB},
  {name: 'a web identity whose token is too short', files: {token: 'abc'}, env: WEB},
  {name: 'a web identity whose token is just long enough', files: {token: 'abc\n'}, env: WEB},
  {name: 'a web identity in a profile', files: WEB_PROFILE, args: BY_FLAG},
  {name: 'a web identity in a profile by AWS_PROFILE', files: WEB_PROFILE, env: BY_ENV},
  {
    name: 'a web identity in a profile without a role',
    files: {
      ...TOKEN,
      [CONFIG]: `[profile ops]\nweb_identity_token_file = @HOME@/token\n${keys('OPS')}`,
    },
    args: BY_FLAG,
  },
  {
    name: 'a web identity and keys in a profile',
    files: {
      ...TOKEN,
      [CONFIG]: `[profile ops]\n${role('reader', 'web_identity_token_file = @HOME@/token\n')}${keys('OPS')}`,
    },
    args: BY_FLAG,
  },
  {
    name: 'a web identity as the source of a role',
    files: {
      ...TOKEN,
      [CONFIG]: `[profile ops]\n${role('reader', 'source_profile = web\n')}[profile web]\n${role('web', 'web_identity_token_file = @HOME@/token\n')}`,
    },
    args: BY_FLAG,
  },
  {
    name: 'a web identity kept',
    files: {...TOKEN, ...kept(`{"RoleArn": "${ARN}"}`, LATER)},
    env: WEB,
  },
];

const hash = (text: string) => createHash('sha1').update(text).digest('hex');
const tokenFile = (of: string, token: object) => ({
  [`.aws/sso/cache/${hash(of)}.json`]: JSON.stringify(token),
});
const SSO_ROLE = 'sso_account_id = 111122223333\nsso_role_name = Reader\n';
const SSO_SETTINGS = 'sso_start_url = https://corp.example/start\nsso_region = eu-west-1\n';
const SESSION = {
  [CONFIG]: `[profile ops]\nsso_session = My Corp\n${SSO_ROLE}[sso-session 'My Corp']\n${SSO_SETTINGS}`,
};
const LEGACY = {[CONFIG]: `[profile ops]\n${SSO_ROLE}${SSO_SETTINGS}`};
const RENEWABLE = {
  clientId: 'c',
  clientSecret: 's',
  refreshToken: 'r',
  registrationExpiresAt: '2099-01-01T00:00:00Z',
};

const sso: readonly Situation[] = [
  {
    name: 'an SSO session',
    files: {...SESSION, ...tokenFile('My Corp', {accessToken: 'good', expiresAt: LATER})},
    args: BY_FLAG,
  },
  {
    name: 'an SSO session by AWS_PROFILE',
    files: {...SESSION, ...tokenFile('My Corp', {accessToken: 'good', expiresAt: LATER})},
    env: BY_ENV,
  },
  {
    name: 'SSO in the profile itself',
    files: {
      ...LEGACY,
      ...tokenFile('https://corp.example/start', {accessToken: 'good', expiresAt: LATER}),
    },
    args: BY_FLAG,
  },
  {name: 'SSO without a login', files: SESSION, args: BY_FLAG, env: INSTANCE},
  {
    name: 'SSO with a login that is over',
    files: {...SESSION, ...tokenFile('My Corp', {accessToken: 'good', expiresAt: PAST})},
    args: BY_FLAG,
    env: INSTANCE,
  },
  {
    name: 'SSO in the profile itself with a login that is over',
    files: {
      ...LEGACY,
      ...tokenFile('https://corp.example/start', {accessToken: 'good', expiresAt: PAST}),
    },
    args: BY_FLAG,
    differs: {from: 2, why: `${TOO_OLD}: it asks with the token all the same`},
  },
  {
    name: 'SSO with a login that was taken back',
    files: {...SESSION, ...tokenFile('My Corp', {accessToken: 'revoked', expiresAt: LATER})},
    args: BY_FLAG,
    env: INSTANCE,
  },
  {
    name: 'SSO with a login that can be renewed',
    files: {
      ...SESSION,
      ...tokenFile('My Corp', {accessToken: 'good', expiresAt: PAST, ...RENEWABLE}),
    },
    args: BY_FLAG,
  },
  {
    name: 'SSO with a login that is near its end',
    files: {
      ...SESSION,
      ...tokenFile('My Corp', {accessToken: 'good', expiresAt: SOON, ...RENEWABLE}),
    },
    args: BY_FLAG,
  },
  {
    name: 'SSO with a login near its end that can’t be renewed',
    files: {...SESSION, ...tokenFile('My Corp', {accessToken: 'good', expiresAt: SOON})},
    args: BY_FLAG,
  },
  {
    name: 'SSO in the profile itself, near its end',
    files: {
      ...LEGACY,
      ...tokenFile('https://corp.example/start', {
        accessToken: 'good',
        expiresAt: SOON,
        ...RENEWABLE,
      }),
    },
    args: BY_FLAG,
  },
  {
    name: 'SSO without a Region',
    files: {[CONFIG]: `[profile ops]\n${SSO_ROLE}sso_start_url = x\n`},
    args: BY_FLAG,
    env: INSTANCE,
  },
  {
    name: 'SSO with an account only',
    files: {[CONFIG]: '[profile ops]\nsso_account_id = 111122223333\n'},
    args: BY_FLAG,
    env: INSTANCE,
  },
  {
    name: 'SSO with a session that isn’t there',
    files: {[CONFIG]: `[profile ops]\nsso_session = x\n${SSO_ROLE}`},
    args: BY_FLAG,
    env: INSTANCE,
  },
  {
    name: 'SSO with a Region that isn’t the session’s',
    files: {
      [CONFIG]: `[profile ops]\nsso_session = x\nsso_region = us-east-1\n${SSO_ROLE}[sso-session x]\n${SSO_SETTINGS}`,
      ...tokenFile('x', {accessToken: 'good', expiresAt: LATER}),
    },
    args: BY_FLAG,
  },
  {
    name: 'SSO with the Region of the session once more',
    files: {
      [CONFIG]: `[profile ops]\nsso_session = x\nsso_region = eu-west-1\n${SSO_ROLE}[sso-session x]\n${SSO_SETTINGS}`,
      ...tokenFile('x', {accessToken: 'good', expiresAt: LATER}),
    },
    args: BY_FLAG,
  },
  {
    name: 'SSO and keys in a profile',
    files: {
      [CONFIG]: `[profile ops]\n${SSO_ROLE}${SSO_SETTINGS}${keys('OPS')}`,
      ...tokenFile('https://corp.example/start', {accessToken: 'good', expiresAt: LATER}),
    },
    args: BY_FLAG,
  },
  {
    name: 'SSO without a login, and keys in a profile',
    files: {[CONFIG]: `[profile ops]\n${SSO_ROLE}${SSO_SETTINGS}${keys('OPS')}`},
    args: BY_FLAG,
  },
  {
    name: 'an SSO session without role and account, and keys',
    files: {[CONFIG]: `[profile ops]\nsso_session = x\n${keys('OPS')}`},
    args: BY_FLAG,
  },
  {
    name: 'keys in the environment and a session that isn’t there',
    files: {[CONFIG]: '[default]\nsso_session = x\n'},
    env: ENV,
  },
  {
    name: 'keys and a session without its start',
    files: {
      [CONFIG]: `[default]\nsso_session = x\n${keys('FILE')}[sso-session x]\nsso_region = eu-west-1\n`,
    },
  },
  {
    name: 'keys and a session that is whole',
    files: {
      [CONFIG]: `[default]\nsso_session = x\n${keys('FILE')}[sso-session x]\n${SSO_SETTINGS}`,
    },
  },
  {
    name: 'SSO as the source of a role',
    files: {
      [CONFIG]: `${LEGACY[CONFIG]}[profile top]\n${role('reader', 'source_profile = ops\n')}`,
      ...tokenFile('https://corp.example/start', {accessToken: 'good', expiresAt: LATER}),
    },
    args: ['--profile', 'top'],
  },
  {
    name: 'an SSO session as the source of a role',
    files: {
      [CONFIG]: `${SESSION[CONFIG]}[profile top]\n${role('reader', 'source_profile = ops\n')}`,
      ...tokenFile('My Corp', {accessToken: 'good', expiresAt: LATER}),
    },
    args: ['--profile', 'top'],
    differs: {
      from: 2,
      why: `${TOO_OLD}: it looks for the session in the profile that has the role`,
    },
  },
  {
    name: 'SSO at AWS_ENDPOINT_URL_SSO',
    files: {...SESSION, ...tokenFile('My Corp', {accessToken: 'good', expiresAt: LATER})},
    args: BY_FLAG,
    env: {AWS_ENDPOINT_URL_SSO: '@OPEN@'},
    differs: {from: 2, why: TOO_OLD},
  },
  {
    name: 'SSO kept',
    files: {
      ...SESSION,
      [`.aws/cli/cache/${hash('{"accountId":"111122223333","roleName":"Reader","sessionName":"My Corp"}')}.json`]:
        JSON.stringify({
          ProviderType: 'sso',
          Credentials: {
            AccessKeyId: 'KEPT',
            SecretAccessKey: 's',
            SessionToken: 'k',
            Expiration: LATER,
          },
        }),
    },
    args: BY_FLAG,
    differs: {from: 1, why: 'only version 2, which has `aws sso login`, keeps what SSO gave'},
  },
];

/** A program that prints keys with this ID; quoted where a word of the command needs it. */
const printing = (id: string, more = '') =>
  `sh -c 'echo "{\\"Version\\": 1, \\"AccessKeyId\\": \\"$0\\", \\"SecretAccessKey\\": \\"s\\"${more}}"' ${id}`;
const processOf = (command: string, rest = '') => ({
  [CONFIG]: `[profile ops]\ncredential_process = ${command}\n${rest}`,
});

/** What stands for a member in what a process prints. */
const MEMBERS: readonly (readonly [what: string, more: string])[] = [
  ['an end in the basic format', '\\"Expiration\\": \\"20990101T000000Z\\"'],
  ['an end with an offset in hours', '\\"Expiration\\": \\"2099-01-01T00:00:00+02\\"'],
  ['an end as date writes it', '\\"Expiration\\": \\"Thu Jan  1 00:00:00 UTC 2099\\"'],
  ['an end without its zone', '\\"Expiration\\": \\"2099-01-01T00:00:00\\"'],
  ['an end that is null', '\\"Expiration\\": null'],
  ['an end that is a number', '\\"Expiration\\": 4070908800'],
  ['an end that is false', '\\"Expiration\\": false'],
  ['a token that is null', '\\"SessionToken\\": null'],
  ['a token that is empty', '\\"SessionToken\\": \\"\\"'],
  ['a token that is a number', '\\"SessionToken\\": 5'],
];

const processes: readonly Situation[] = [
  ...MEMBERS.map(([what, more]) => ({
    name: `a process with ${what}`,
    files: processOf(printing('PROC', `, ${more}`)),
    args: BY_FLAG,
  })),
  {name: 'a process', files: processOf(printing('PROC')), args: BY_FLAG},
  {name: 'a process by AWS_PROFILE', files: processOf(printing('PROC')), env: BY_ENV},
  {
    name: 'a process with a word in quotes',
    files: processOf(printing('"PROC one"')),
    args: BY_FLAG,
  },
  {name: 'a process with a backslash', files: processOf(printing('PROC\\ one')), args: BY_FLAG},
  {name: 'a process with signs of a shell', files: processOf(printing('$HOME;x|y')), args: BY_FLAG},
  {
    name: 'a process with an end',
    files: processOf(printing('PROC', `, \\"Expiration\\": \\"${LATER}\\"`)),
    args: BY_FLAG,
  },
  {
    name: 'a process whose keys are over',
    files: processOf(printing('PROC', `, \\"Expiration\\": \\"${PAST}\\"`)),
    args: BY_FLAG,
    env: INSTANCE,
  },
  {
    name: 'a process with a token',
    files: processOf(printing('PROC', ', \\"SessionToken\\": \\"p\\"')),
    args: BY_FLAG,
  },
  {
    name: 'a process of another Version',
    files: processOf(printing('PROC').replace(': 1,', ': 2,')),
    args: BY_FLAG,
  },
  {name: 'a process that fails', files: processOf('false'), args: BY_FLAG, env: INSTANCE},
  {name: 'a process that prints nothing', files: processOf('true'), args: BY_FLAG, env: INSTANCE},
  {
    name: 'a process that isn’t there',
    files: processOf('/nonexistent/x'),
    args: BY_FLAG,
    env: INSTANCE,
  },
  {
    name: 'a process with an open quotation',
    files: processOf('echo "x'),
    args: BY_FLAG,
    env: INSTANCE,
  },
  {name: 'an empty process', files: processOf(''), args: BY_FLAG, env: INSTANCE},
  {
    name: 'a process and keys in the config file',
    files: processOf(printing('PROC'), keys('OPS')),
    args: BY_FLAG,
  },
  {
    name: 'a process and keys in the credentials file',
    files: {...processOf(printing('PROC')), [CREDENTIALS]: `[ops]\n${keys('FILE')}`},
    args: BY_FLAG,
  },
  {
    name: 'a process in the credentials file',
    files: {[CREDENTIALS]: `[ops]\ncredential_process = ${printing('PROC')}\n`},
    args: BY_FLAG,
  },
  {
    name: 'a process as the source of a role',
    files: processOf(
      printing('PROC'),
      `[profile top]\n${role('reader', 'source_profile = ops\n')}`,
    ),
    args: ['--profile', 'top'],
  },
];

const machines: readonly Situation[] = [
  {name: 'a container', env: BOX},
  {name: 'a container with a token', env: {...BOX, AWS_CONTAINER_AUTHORIZATION_TOKEN: 'secret'}},
  {
    name: 'a container with a token in a file',
    files: {t: 'filed'},
    env: {
      ...BOX,
      AWS_CONTAINER_AUTHORIZATION_TOKEN: 'x',
      AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE: '@HOME@/t',
    },
    differs: {from: 2, why: TOO_OLD},
  },
  {
    name: 'a container with a token of two lines',
    files: {t: 'a\nb'},
    env: {...BOX, AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE: '@HOME@/t'},
    differs: {from: 2, why: TOO_OLD},
  },
  {
    name: 'a container elsewhere',
    env: {AWS_CONTAINER_CREDENTIALS_FULL_URI: 'http://box.example/x', ...INSTANCE},
  },
  {
    name: 'a container that refuses, on an instance',
    env: {AWS_CONTAINER_CREDENTIALS_FULL_URI: '@BOX@/denied', ...INSTANCE},
    isSlow: true,
  },
  {
    name: 'a container past a proxy for all that is not EC2',
    env: {
      AWS_CONTAINER_CREDENTIALS_FULL_URI: '@LOCALBOX@/keys',
      HTTP_PROXY: 'http://127.0.0.1:9',
      NO_PROXY: '127.0.0.1',
    },
  },
  {name: 'a container and an instance', env: {...BOX, ...INSTANCE}},
  {name: 'a container and keys in a file', env: BOX, files: DEFAULT},
  {name: 'an instance', env: INSTANCE},
  {name: 'an instance and keys in a file', env: INSTANCE, files: DEFAULT},
  ...['true', 'TRUE', 'false', '1', 'yes', ''].map(
    (word): Situation => ({
      name: `an instance with AWS_EC2_METADATA_DISABLED=${word}`,
      env: {...INSTANCE, AWS_EC2_METADATA_DISABLED: word},
    }),
  ),
  {
    name: 'an instance of version 1 only',
    env: {...INSTANCE, AWS_EC2_METADATA_SERVICE_ENDPOINT: '@IMDS@/old/'},
  },
  {
    name: 'an instance of version 1 only, which is forbidden',
    env: {
      ...INSTANCE,
      AWS_EC2_METADATA_SERVICE_ENDPOINT: '@IMDS@/old/',
      AWS_EC2_METADATA_V1_DISABLED: 'true',
    },
    differs: {from: 2, why: TOO_OLD},
  },
  {
    name: 'an instance without a role',
    env: {...INSTANCE, AWS_EC2_METADATA_SERVICE_ENDPOINT: '@IMDS@/none/'},
  },
  {
    name: 'an instance whose role has no keys',
    env: {...INSTANCE, AWS_EC2_METADATA_SERVICE_ENDPOINT: '@IMDS@/bare/'},
  },
  {
    name: 'an instance whose keys are over',
    env: {...INSTANCE, AWS_EC2_METADATA_SERVICE_ENDPOINT: '@IMDS@/over/'},
  },
  {
    name: 'an instance by the profile’s address',
    env: {AWS_EC2_METADATA_DISABLED: undefined},
    files: {[CONFIG]: '[default]\nec2_metadata_service_endpoint = @IMDS@/file/\n'},
  },
  {
    name: 'an instance by an address without a slash at its end',
    env: {...INSTANCE, AWS_EC2_METADATA_SERVICE_ENDPOINT: '@IMDS@/role'},
    differs: {from: 2, why: `${TOO_OLD}: it puts the path right behind`},
  },
  {
    name: 'an instance by an address that is none',
    env: {...INSTANCE, AWS_EC2_METADATA_SERVICE_ENDPOINT: 'nowhere'},
  },
  {
    name: 'an instance by a mode that is none',
    env: {...INSTANCE, AWS_EC2_METADATA_SERVICE_ENDPOINT_MODE: 'x'},
  },
  {
    name: 'an instance by the mode of version 6, with an address',
    env: {...INSTANCE, AWS_EC2_METADATA_SERVICE_ENDPOINT_MODE: 'IPv6'},
  },
  {
    name: 'an instance behind a proxy that isn’t there',
    env: {...INSTANCE, HTTP_PROXY: 'http://127.0.0.1:9', NO_PROXY: 'x'},
  },
  {
    name: 'an instance past a proxy',
    env: {...INSTANCE, HTTP_PROXY: 'http://127.0.0.1:9', NO_PROXY: '127.0.0.1'},
  },
  {
    name: 'an instance and AWS_PROFILE with nothing',
    env: {...INSTANCE, ...BY_ENV},
    files: {[CONFIG]: '[profile ops]\nregion = eu-west-1\n'},
  },
  {
    name: 'an instance and --profile with nothing',
    env: INSTANCE,
    args: BY_FLAG,
    files: {[CONFIG]: '[profile ops]\nregion = eu-west-1\n'},
  },
  {
    name: 'a file of the first EC2 tools',
    env: {AWS_CREDENTIAL_FILE: '~/x', ...INSTANCE},
    files: {x: 'AWSAccessKeyId=EC2\nAWSSecretKey = s\n'},
  },
  {
    name: 'a file of the first EC2 tools that isn’t there',
    env: {AWS_CREDENTIAL_FILE: '/nonexistent', ...INSTANCE},
  },
  {
    name: 'a file of the first EC2 tools, and keys in a file',
    env: {AWS_CREDENTIAL_FILE: '~/x'},
    files: {...DEFAULT, x: 'AWSAccessKeyId=EC2\nAWSSecretKey = s\n'},
  },
  {
    name: 'a file of boto',
    env: {BOTO_CONFIG: '~/x', ...INSTANCE},
    files: {x: `[Credentials]\n${keys('BOTO')}`},
  },
  {
    name: 'a file of boto at home',
    env: {BOTO_CONFIG: undefined, ...INSTANCE},
    files: {'.boto': `[Credentials]\n${keys('BOTO')}`},
  },
  {
    name: 'a file of boto with one key of two',
    env: {BOTO_CONFIG: '~/x', ...INSTANCE},
    files: {x: '[Credentials]\naws_access_key_id = BOTO\n'},
  },
];

const elsewhere = (name: string, config: string, env: Situation['env'] = {}): Situation => ({
  name: `EC2 ${name}`,
  endpoint: null,
  files: {[CONFIG]: config},
  env: {...ENV, ...env},
  differs: {from: 2, why: TOO_OLD},
});

const LAB = '[services lab]\nec2 =\n  endpoint_url = @EC2@/services\n';

const endpoints: readonly Situation[] = [
  elsewhere('at AWS_ENDPOINT_URL_EC2', '', {AWS_ENDPOINT_URL_EC2: '@EC2@/ec2'}),
  elsewhere('at AWS_ENDPOINT_URL', '', {AWS_ENDPOINT_URL: '@EC2@/all'}),
  elsewhere('at an empty AWS_ENDPOINT_URL_EC2', '', {
    AWS_ENDPOINT_URL_EC2: '',
    AWS_ENDPOINT_URL: '@EC2@/all',
  }),
  elsewhere('at both', '', {AWS_ENDPOINT_URL_EC2: '@EC2@/ec2', AWS_ENDPOINT_URL: '@EC2@/all'}),
  elsewhere('at the endpoint of the profile', '[default]\nendpoint_url = @EC2@/profile\n'),
  elsewhere('at the services section', `[default]\nservices = lab\n${LAB}`),
  elsewhere(
    'at the services section, before the profile',
    `[default]\nservices = lab\nendpoint_url = @EC2@/profile\n${LAB}`,
  ),
  elsewhere(
    'at the environment, before the services section',
    `[default]\nservices = lab\n${LAB}`,
    {
      AWS_ENDPOINT_URL: '@EC2@/all',
    },
  ),
  elsewhere(
    'at the environment, with a services section that isn’t there',
    '[default]\nservices = x\n',
    {
      AWS_ENDPOINT_URL: '@EC2@/all',
    },
  ),
  elsewhere(
    'at the profile, with a services section of others',
    '[default]\nservices = lab\nendpoint_url = @EC2@/profile\n[services lab]\nsts =\n  endpoint_url = @OPEN@\n',
  ),
  elsewhere('with FIPS beside the environment’s address', '[default]\nuse_fips_endpoint = true\n', {
    AWS_ENDPOINT_URL: '@EC2@/all',
  }),
  {
    ...elsewhere(
      'with a services section that isn’t there',
      '[default]\nservices = x\nendpoint_url = @EC2@/profile\n',
    ),
    differs: undefined,
  },
  {
    ...elsewhere('with an address that is none', '[default]\nendpoint_url = nowhere\n'),
    differs: undefined,
  },
];

/** Each told apart by its name. */
export const SITUATIONS: readonly Situation[] = [
  ...environment,
  ...files,
  ...roles,
  ...webIdentities,
  ...sso,
  ...processes,
  ...machines,
  ...endpoints,
];
