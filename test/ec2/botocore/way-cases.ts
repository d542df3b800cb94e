import {parseConfig} from '../../../source/ec2/config/config-file.js';
import {profileOf} from '../../../source/ec2/config/profile.js';
import {mapProfiles} from '../../../source/ec2/config/shared-files.js';
import {splitWords} from '../../../source/ec2/config/split-words.js';
import {roleArguments} from '../../../source/ec2/credentials/assume-role.js';
import {roleCacheKey, ssoCacheKey} from '../../../source/ec2/credentials/cli-cache.js';
import {findWay} from '../../../source/ec2/credentials/find-way.js';
import type {Way} from '../../../source/ec2/credentials/way.js';
import type {Dice} from '../../fuzz/dice.js';

/** An environment, the texts of both files, and the profile that a flag names or null. */
export type WayCase = readonly [
  environment: Readonly<Record<string, string>>,
  config: string,
  credentials: string,
  flag: string | null,
];

/** The step of the chain, then what tells one way from another; that of the source behind a role. */
export type WayAnswer = readonly unknown[] | 'refused';

export async function ourWay([environment, config, shared, flag]: WayCase): Promise<WayAnswer> {
  const env = {...environment, BOTO_CONFIG: '/nonexistent'};
  try {
    const credentials = parse(shared);
    const files = {...mapProfiles(parse(config), credentials), credentials};
    return plan(await findWay(profileOf(flag ?? undefined, files, env), env));
  } catch {
    return 'refused';
  }
}

function parse(text: string) {
  return parseConfig(new TextEncoder().encode(text));
}

const orNull = (text: string | undefined) => text ?? null;

function plan(way: Way): readonly unknown[] {
  switch (way.kind) {
    case 'environment':
      return ['env', way.keys.accessKeyId, orNull(way.keys.sessionToken)];
    case 'keys':
      return ['keys', way.keys.accessKeyId, orNull(way.keys.sessionToken)];
    case 'process': {
      const words = splitWords(way.command);
      if (words.length === 0) {
        throw new Error('no words');
      }

      return ['custom-process', words, null];
    }

    case 'container':
      return ['container-role', 'container-role', null];
    case 'instance':
      return ['iam-role', 'iam-role', null];
    case 'role':
      return ['assume-role', roleCacheKey(roleArguments(way)), plan(way.from)];
    case 'web-identity':
      return [
        'assume-role-with-web-identity',
        roleCacheKey({RoleArn: way.roleArn, RoleSessionName: way.sessionName || undefined}),
        way.tokenFile,
      ];
    case 'sso':
      return ['sso', ssoCacheKey(way), way.region, way.startUrl];
    case 'login':
    case 'given':
      throw new Error(`no case has ${way.kind}`);
  }
}

/** botocore's answer in the same words. */
export function asOurs(theirs: WayAnswer): WayAnswer {
  if (theirs === 'refused') {
    return theirs;
  }

  const [method, ...told] = theirs;
  switch (method) {
    case 'shared-credentials-file':
    case 'config-file':
      return ['keys', told[0], told[1] || null];
    case 'custom-process':
      return [method, JSON.parse(String(told[0])), null];
    case 'assume-role':
      return [method, told[0], asOurs(told[1] as WayAnswer)];
    default:
      return theirs;
  }
}

const PROFILES = ['default', 'ops', 'base', 'my team'] as const;
const ARNS = ['arn:aws:iam::111122223333:role/a', 'arn:aws:iam::111122223333:role/b'] as const;

type Choice = (dice: Dice) => string;

/** Each setting with how often a profile has it, and its values. */
const SETTINGS: readonly (readonly [key: string, chance: number, value: Choice])[] = [
  ['region', 0.3, () => 'us-east-1'],
  ['aws_access_key_id', 0.4, dice => dice.pick(['AK1', 'AK2', 'AK3'])],
  ['aws_secret_access_key', 0.4, () => 's'],
  ['aws_session_token', 0.2, dice => dice.pick(['t', 'u', ''])],
  ['aws_security_token', 0.1, dice => dice.pick(['old', ''])],
  ['role_arn', 0.35, dice => dice.pick(ARNS)],
  ['source_profile', 0.3, dice => dice.pick([...PROFILES, 'absent'])],
  [
    'credential_source',
    0.12,
    dice => dice.pick(['Environment', 'Ec2InstanceMetadata', 'EcsContainer', 'environment', '']),
  ],
  ['web_identity_token_file', 0.1, dice => dice.pick(['/token', ''])],
  ['role_session_name', 0.15, dice => dice.pick(['me', 'mé', ''])],
  ['external_id', 0.1, dice => dice.pick(['ext', 'é"\\'])],
  ['mfa_serial', 0.1, () => 'arn:aws:iam::1:mfa/me'],
  ['duration_seconds', 0.1, dice => dice.pick(['900', ' 1_800 ', '+900', '-1', '1.5', 'x', ''])],
  ['credential_process', 0.12, dice => dice.pick(['keys', 'keys "a b" c\\ d', "keys 'x", ''])],
  ['sso_session', 0.1, dice => dice.pick(['corp', 'corp', 'gone', 'bare'])],
  ['sso_account_id', 0.14, () => '111122223333'],
  ['sso_role_name', 0.14, () => 'Reader'],
  ['sso_start_url', 0.1, dice => dice.pick(['https://corp', 'https://other'])],
  ['sso_region', 0.1, dice => dice.pick(['eu-west-1', 'us-east-1'])],
];

const ENVIRONMENT: readonly (readonly [name: string, chance: number, value: Choice])[] = [
  ['AWS_ACCESS_KEY_ID', 0.2, dice => dice.pick(['ENV', 'ENV', ''])],
  ['AWS_SECRET_ACCESS_KEY', 0.25, dice => dice.pick(['s', 's', ''])],
  ['AWS_SESSION_TOKEN', 0.2, dice => dice.pick(['new', ''])],
  ['AWS_SECURITY_TOKEN', 0.1, dice => dice.pick(['old', ''])],
  ['AWS_PROFILE', 0.4, dice => dice.pick([...PROFILES, ...PROFILES, 'absent', ''])],
  ['AWS_WEB_IDENTITY_TOKEN_FILE', 0.12, dice => dice.pick(['/web', ''])],
  ['AWS_ROLE_ARN', 0.15, dice => dice.pick([...ARNS, ''])],
  ['AWS_ROLE_SESSION_NAME', 0.1, dice => dice.pick(['them', ''])],
  ['AWS_CONTAINER_CREDENTIALS_FULL_URI', 0.12, () => 'http://localhost/'],
  ['AWS_CONTAINER_CREDENTIALS_RELATIVE_URI', 0.05, () => '/x'],
  ['AWS_CREDENTIAL_FILE', 0.03, () => '/nonexistent'],
];

function lines(dice: Dice, weight: number): string {
  return SETTINGS.filter(([, chance]) => dice.chance(chance * weight))
    .map(([key, , value]) => `${key} = ${value(dice)}\n`)
    .join('');
}

const SESSIONS =
  '[sso-session corp]\nsso_start_url = https://corp\nsso_region = eu-west-1\n[sso-session bare]\nsso_region = eu-west-1\n';

export function randomWayCase(dice: Dice): WayCase {
  const weight = dice.pick([0.4, 0.8, 1.2]);
  const chosen = () => PROFILES.filter(() => dice.chance(0.7));
  const config = chosen().map(
    name => `[${name === 'default' ? name : `profile '${name}'`}]\n${lines(dice, weight)}`,
  );
  const shared = dice.chance(0.5)
    ? chosen().map(name => `[${name}]\n${lines(dice, weight * 0.6)}`)
    : [];
  const environment = ENVIRONMENT.filter(([, chance]) => dice.chance(chance)).map(
    ([name, , value]) => [name, value(dice)],
  );
  return [
    Object.fromEntries(environment),
    config.join('') + SESSIONS,
    shared.join(''),
    dice.chance(0.4) ? dice.pick([...PROFILES, ...PROFILES, 'absent']) : null,
  ];
}
