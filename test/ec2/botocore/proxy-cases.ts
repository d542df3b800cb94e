import {environmentProxy} from '../../../source/ec2/transport/environment-proxy.js';
import {parseProxy} from '../../../source/ec2/transport/proxy-address.js';
import type {Dice} from '../../fuzz/dice.js';

/** An environment, and the address that is asked. */
export type ProxyCase = readonly [environment: Readonly<Record<string, string>>, url: string];

/** The proxy's address and its Proxy-Authorization; null for none, `refused` for what is no proxy. */
export type ProxyAnswer = readonly [url: string, authorization: string | null] | 'refused' | null;

export function ourProxy([environment, url]: ProxyCase): ProxyAnswer {
  const {protocol, hostname, port} = new URL(url);
  const target = {protocol, hostname, port: port ? Number(port) : undefined};
  const value = environmentProxy(target, environment);
  if (value === undefined) {
    return null;
  }

  const address = parseProxy(value);
  if (!address) {
    return 'refused';
  }

  const {url: proxy, authorization} = address;
  const standard = proxy.protocol === 'https:' ? 443 : 80;
  return [`${proxy.protocol}//${proxy.hostname}:${proxy.port || standard}`, authorization ?? null];
}

const EC2 = 'https://ec2.us-east-1.amazonaws.com/';
const LOCAL = 'http://localhost:4566/';
const PROXY = 'http://proxy.corp:3128';

/** Each rule by itself. */
export const CHOSEN_PROXIES: readonly ProxyCase[] = [
  [{}, EC2],
  [{HTTPS_PROXY: PROXY}, EC2],
  [{https_proxy: PROXY}, EC2],
  [{Https_Proxy: PROXY}, EC2],
  [{HTTP_PROXY: PROXY}, EC2],
  [{HTTP_PROXY: PROXY}, LOCAL],
  [{HTTPS_PROXY: 'proxy.corp:3128'}, EC2],
  [{HTTPS_PROXY: 'proxy.corp'}, EC2],
  [{HTTPS_PROXY: '//proxy.corp:3128'}, EC2],
  [{HTTPS_PROXY: 'https://proxy.corp'}, EC2],
  [{HTTPS_PROXY: 'HTTP://proxy.corp'}, EC2],
  [{HTTPS_PROXY: 'me:secret@proxy.corp:3128'}, EC2],
  [{HTTPS_PROXY: 'http://me:pa%ss@proxy.corp:3128'}, EC2],
  [{HTTPS_PROXY: 'http://me:p%40ss@proxy.corp:3128'}, EC2],
  [{HTTPS_PROXY: 'http://me:p@ss@proxy.corp:3128'}, EC2],
  [{HTTPS_PROXY: 'http://me:p:ss@proxy.corp:3128'}, EC2],
  [{HTTPS_PROXY: 'http://me:p%C3%A4%zz%@proxy.corp:3128'}, EC2],
  [{HTTPS_PROXY: 'http://me:a^b|c~d$e&f@proxy.corp:3128'}, EC2],
  [{HTTPS_PROXY: 'http://me@proxy.corp:3128'}, EC2],
  [{HTTPS_PROXY: 'http://me:@proxy.corp:3128'}, EC2],
  [{HTTPS_PROXY: 'http://:secret@proxy.corp:3128'}, EC2],
  [{HTTPS_PROXY: 'http://proxy.corp:3128/path?query'}, EC2],
  [{ALL_PROXY: 'socks5://proxy.corp:1080'}, EC2],
  [{all_proxy: 'http://proxy.corp:1080'}, EC2],
  [{HTTPS_PROXY: PROXY, https_proxy: ''}, EC2],
  [{https_proxy: '', HTTPS_PROXY: PROXY}, EC2],
  [{HTTPS_PROXY: '', https_proxy: PROXY}, EC2],
  [{HTTPS_PROXY: 'http://upper:1', https_proxy: 'http://lower:1'}, EC2],
  [{https_proxy: 'http://lower:1', HTTPS_PROXY: 'http://upper:1'}, EC2],
  [{HTTP_PROXY: PROXY, REQUEST_METHOD: 'GET'}, LOCAL],
  [{http_proxy: PROXY, REQUEST_METHOD: 'GET'}, LOCAL],
  [{HTTPS_PROXY: PROXY, REQUEST_METHOD: 'GET'}, EC2],
  ...[
    '*',
    '*,x',
    '*.amazonaws.com',
    'amazonaws.com',
    '.amazonaws.com',
    '..amazonaws.com',
    'zonaws.com',
    'AMAZONAWS.COM',
    ' x , ec2.us-east-1.amazonaws.com ',
    'ec2.us-east-1.amazonaws.com:443',
    'x amazonaws.com',
    '',
    ',',
    '.',
  ].map((list): ProxyCase => [{HTTPS_PROXY: PROXY, NO_PROXY: list}, EC2]),
  ...['localhost', 'localhost:4566', 'localhost:80', ':4566', '127.0.0.1'].map(
    (list): ProxyCase => [{HTTP_PROXY: PROXY, no_proxy: list}, LOCAL],
  ),
  [{HTTPS_PROXY: PROXY, NO_PROXY: 'amazonaws.com', no_proxy: ''}, EC2],
  [{HTTP_PROXY: PROXY, NO_PROXY: '10.0.0.0/8'}, 'http://10.1.2.3:8080/'],
  [{HTTP_PROXY: PROXY, NO_PROXY: '10.1.2.3'}, 'http://10.1.2.3:8080/'],
  [{HTTP_PROXY: PROXY, NO_PROXY: '2.3'}, 'http://10.1.2.3:8080/'],
  [{HTTP_PROXY: PROXY, NO_PROXY: '[fd00:ec2::254]'}, 'http://[fd00:ec2::254]/'],
  [{HTTP_PROXY: PROXY, NO_PROXY: 'fd00:ec2::254'}, 'http://[fd00:ec2::254]/'],
];

const NAMES = [
  'HTTP_PROXY',
  'http_proxy',
  'Http_Proxy',
  'HTTP_proxy',
  'HTTPS_PROXY',
  'https_proxy',
  'Https_Proxy',
  'hTTPS_proxy',
  'ALL_PROXY',
  'all_proxy',
  'FTP_PROXY',
  '_proxy',
] as const;

const URLS = [
  EC2,
  LOCAL,
  'http://169.254.169.254/latest/',
  'http://[fd00:ec2::254]:8080/',
  'https://sts.eu-west-1.amazonaws.com/',
  'https://vpce-1.ec2.eu-west-1.vpce.amazonaws.com:8443/',
  'http://10.20.30.40:9/',
  'https://Corp.Example.com/x',
] as const;

const HOSTS = ['proxy', 'proxy.corp', '10.0.0.1', '[::1]', 'UP.case'] as const;

// Without the signs that are taken here though the aws command ends in an error or asks another host; see differences.md.
const LOGIN_SIGNS = [
  'a',
  'Z',
  '0',
  '%',
  '%40',
  '%2',
  '%zz',
  '%C3%A9',
  '%ff',
  '@',
  ':',
  '^',
  '|',
  '$',
  '&',
  '!',
  '~',
  '+',
  '=',
  ';',
  ',',
  "'",
  '"',
  '<',
  '*',
] as const;

export function randomProxyCase(dice: Dice): ProxyCase {
  const url = dice.pick(URLS);
  const sign = () => dice.pick(LOGIN_SIGNS);
  const word = (max: number) => dice.some(0, max, sign).join('');
  const login = () => (dice.chance(0.5) ? `${word(4)}${dice.pick(['', ':', ':'])}${word(5)}@` : '');
  const value = () =>
    dice.chance(0.12)
      ? ''
      : dice.pick(['', '', '//', 'http://', 'http://', 'https://', 'socks5://', 'HTTP://']) +
        login() +
        dice.pick(HOSTS) +
        dice.pick(['', ':3128', ':80', ':']) +
        dice.pick(['', '', '/', '/p?q#f']);
  const host = new URL(url).host;
  const noProxyEntry = () => {
    const cut = dice.below(host.length);
    return dice.pick([
      host,
      `.${host}`,
      new URL(url).hostname,
      host.slice(cut),
      `.${host.slice(cut)}`,
      host.toUpperCase(),
      '*',
      '*.com',
      'com',
      'amazonaws.com',
      '.amazonaws.com',
      'localhost',
      '10.0.0.0/8',
      '',
      ' ',
      ':443',
      'example.com',
    ]);
  };
  const noProxy = () =>
    dice
      .some(0, 3, () => dice.pick(['', ' ', '\t']) + noProxyEntry())
      .join(dice.pick([',', ', ', ' ']));
  const variables = [
    ...dice.some(0, 4, () => [dice.pick(NAMES), value()] as const),
    ...(dice.chance(0.6)
      ? dice.some(
          1,
          2,
          () => [dice.pick(['NO_PROXY', 'no_proxy', 'No_Proxy', 'NO_proxy']), noProxy()] as const,
        )
      : []),
    ...(dice.chance(0.1) ? [['REQUEST_METHOD', dice.pick(['GET', ''])] as const] : []),
  ];
  return [Object.fromEntries(variables), url];
}
