import assert from 'node:assert/strict';
import {randomBytes} from 'node:crypto';
import {readFileSync, rmSync, writeFileSync} from 'node:fs';
import net from 'node:net';
import type {DemoTask} from '../../source/demo/demo-task.js';
import {type FaultFront, rawHttp} from '../helpers/fault-front.js';
import {isAlive, waitUntil} from '../helpers/pty.js';
import {KEY} from '../helpers/pty-keys.js';
import {ptyAmiId} from '../helpers/pty-scenario.js';
import type {FaultRow} from './fault-row.js';
import {
  CANARY,
  credentialsFile,
  KEYS,
  keyId,
  processScript,
  ROLE_REFUSED,
  SSO_TOKEN_FILE,
  ssoToken,
} from './identities.js';
import {isLive} from './live-screen.js';
import {answer, error, HTML, live, NOT_EC2, rewrite, row, rows, stale} from './make-fault.js';
import {NAME} from './runs.js';
import {signal, type World} from './world.js';

const HOUR_S = 3600;

/** What a service says of a refused signature: it quotes what was signed. */
const QUOTED = `The request signature we calculated does not match. The Canonical String for this request should have been 'POST x-amz-security-token:${KEYS.AWS_SESSION_TOKEN}' Credential=${KEYS.AWS_ACCESS_KEY_ID}/x`;

const SERVICE: readonly FaultRow[] = [
  error('Unavailable', 'service', /can't answer now \(Unavailable\)/),
  error('InternalError', 'service', /can't answer now \(InternalError\)/),
  error('UnauthorizedOperation', 'service', /add ec2:DescribeStoreImageTasks to the policy/),
  error('AuthFailure', 'service', /doesn't accept the credentials of the keys/, QUOTED),
  error('RequestExpired', 'service', /expired \(RequestExpired\)/),
  error('ExpiredToken', 'service', /expired \(ExpiredToken\)/),
  error('RequestLimitExceeded', 'service', /Throttled: this account's request budget/),
  error('DryRunOperation', 'requests', /DryRunOperation/),
  error('InvalidAMIID.Malformed', 'requests', /refuses the request \(InvalidAMIID\.Malformed\)/),
  error('InvalidAMIID.NotFound', 'requests', /refuses the request \(InvalidAMIID\.NotFound\)/),
  error('InvalidParameterValue', 'requests', /refuses the request \(InvalidParameterValue\)/),
  error('InvalidParameterCombination', 'requests', /\(InvalidParameterCombination\)/),
  error('InvalidNextToken', 'requests', /refuses the request \(InvalidNextToken\)/),
];

const ANSWERS: readonly FaultRow[] = [
  answer('500 with HTML', 500, HTML, /can't answer now \(HTTP 500\)/),
  answer('502 with HTML', 502, HTML, /can't answer now \(HTTP 502\)/),
  answer('503 with HTML', 503, HTML, /can't answer now \(HTTP 503\)/),
  answer('200 with HTML', 200, HTML, NOT_EC2),
  answer('200 with an empty body', 200, '', NOT_EC2),
  answer('200 with garbage', 200, randomBytes(5000), NOT_EC2),
  {
    ...answer('200 with truncated XML', 200, '', NOT_EC2),
    wire: rewrite(honest => ({...honest, body: String(honest.body).slice(0, 1500)})),
  },
  answer('200 with another root', 200, '<Other><storeImageTaskResultSet/></Other>', NOT_EC2),
  answer('40 MB of an answer', 200, Buffer.alloc(40_000_000, '<a>'), /larger than any answer/),
  answer('429 with HTML', 429, HTML, /Throttled: .*\(HTTP 429\)/),
];

const CONNECTIONS: readonly FaultRow[] = [
  {
    name: 'slow drip',
    run: 'connections',
    how: 'a byte at a time, for hours',
    wire: {type: 'drip', bytes: 1, everyMs: 50},
    seen: stale(/didn't answer in time/),
  },
  ...(['start', 'headers', 'body'] as const).map(
    (at): FaultRow => ({
      name: {
        start: 'hang before the headers',
        headers: 'hang after the headers',
        body: 'hang in the body',
      }[at],
      run: 'connections',
      how: 'nothing more is sent',
      wire: {type: 'hang', at},
      seen: stale(/didn't answer in time/),
    }),
  ),
  ...(['start', 'body'] as const).map(
    (at): FaultRow => ({
      name: at === 'start' ? 'reset before the answer' : 'reset in the body',
      run: 'connections',
      how: 'TCP reset',
      wire: {type: 'reset', at},
      seen: stale(/was cut before the answer was complete/),
    }),
  ),
  {
    name: 'kept connection cut before the answer',
    run: 'connections',
    how: 'TCP reset, once',
    inject(world) {
      let isCut = false;
      world.wire = () => {
        const wire = isCut ? undefined : ({type: 'reset', at: 'start'} as const);
        isCut = true;
        return wire;
      };
    },
    seen: live('the next answer, asked for at once', /live · /, 2),
  },
  {
    name: 'request that hangs',
    run: 'service',
    how: 'nothing is sent; `r` when the service is back',
    wire: {type: 'hang', at: 'start'},
    remove: ({pty}) => pty.press('r'),
    seen: {is: 'silent'},
  },
  {
    name: 'connection refused',
    run: 'connections',
    how: 'the port is closed',
    inject: ({front}) => front.refuse(),
    remove: ({front}) => front.accept(),
    seen: stale(/refuses the connection/),
  },
  {
    name: 'something else at the port',
    run: 'connections',
    how: 'the greeting of an SSH server',
    inject: ({front}) => front.setMode('garbage'),
    remove: ({front}) => front.setMode('through'),
    seen: stale(/is not HTTP/),
  },
];

let holder: net.Server | undefined;
const held = new Set<net.Socket>();

/** Takes the connections of a port, and says nothing. */
async function holdPort(port: number): Promise<void> {
  const server = net.createServer(socket => {
    held.add(socket);
    socket.on('error', () => {}).resume();
  });
  holder = server;
  await new Promise<void>(resolve => server.listen(port, '127.0.0.1', resolve));
}

async function releasePort(): Promise<void> {
  const closed = new Promise(resolve => holder?.close(resolve));
  for (const socket of held) {
    socket.destroy();
  }

  await closed;
}

const TLS: readonly FaultRow[] = [
  {
    name: 'certificate nobody trusts',
    run: 'tls',
    how: 'another self-signed certificate',
    inject: ({front, certificate}) => front.setCertificate(certificate('stranger')),
    remove: ({front, certificate}) => front.setCertificate(certificate('good')),
    seen: stale(/No trusted TLS connection.*AWS_CA_BUNDLE/),
  },
  {
    name: 'certificate of another name',
    run: 'tls',
    how: 'a trusted certificate, of another host',
    inject: ({front, certificate}) => front.setCertificate(certificate('wrong-name')),
    remove: ({front, certificate}) => front.setCertificate(certificate('good')),
    seen: stale(/No trusted TLS connection/),
  },
  {
    name: 'TLS handshake cut',
    run: 'tls',
    how: 'the connection ends after the first bytes',
    inject: ({front}) => front.setMode('cut'),
    remove: ({front}) => front.setMode('through'),
    seen: stale(/was cut before the answer was complete/),
  },
  {
    name: 'TLS handshake that nobody answers',
    run: 'tls',
    how: 'the connection is taken, and nothing is said',
    inject: async world => {
      await world.front.refuse();
      await holdPort(world.front.port);
    },
    async remove({front}) {
      await releasePort();
      await front.accept();
    },
    seen: stale(/No connection to .* came about in time.*--cli-connect-timeout/),
  },
];

/** What identifies a task beside its AMI. */
const MISSING = ['s3objectKey', 'bucket', 'taskStartTime'] as const;

const ROWS: readonly FaultRow[] = [
  row(
    'bad timestamp in a row',
    item => item.replace(/<taskStartTime>.*?</, '<taskStartTime>yesterday<'),
    '"12 tasks, 1 unreadable", the row as it was last seen',
    /12 tasks, 1 unreadable/,
  ),
  row(
    'bad percent in a row',
    item => item.replace(/<progressPercentage>.*?</, '<progressPercentage>many<'),
    '"12 tasks, 1 unreadable", the row as it was last seen',
    /12 tasks, 1 unreadable/,
  ),
  {
    name: 'unknown state',
    run: 'rows',
    how: 'one row of the answer changed',
    wire: rows(items =>
      items.map((item, index) =>
        index === 2 ? item.replace('>InProgress<', '>Archiving<') : item,
      ),
    ),
    seen: live('the state in its own words', /ami-0{16}2 +Archiving /),
  },
  row(
    'missing fields',
    item => `${item}<item><amiId>${ptyAmiId(0xbad)}</amiId></item>`,
    'the row, with what it has',
    /ami-0{14}bad +\?/,
  ),
  {
    name: 'object key, bucket and start missing for a while',
    run: 'rows',
    how: 'three rows without what identifies their task',
    wire: rows(items =>
      items.map((item, index) =>
        index < 3
          ? item.replace(new RegExp(`<${MISSING[index]}>.*?</${MISSING[index]}>`), '')
          : item,
      ),
    ),
    seen: live('each task once, with what was known', /^\[1]All 1[23] /m),
  },
  {
    name: 'identity in another form',
    run: 'rows',
    how: 'bucket as ARN, key with a prefix, start to the second',
    wire: rows(items =>
      items.map(item =>
        item
          .replace('<bucket>', '<bucket>arn:aws:s3:::')
          .replace('<s3objectKey>', '<s3objectKey>images/')
          .replace(/\.\d{3}Z</, 'Z<'),
      ),
    ),
    seen: live('each task once', /^\[1]All 1[23] /m),
  },
  {
    name: 'duplicate rows in an answer',
    run: 'rows',
    how: 'every row twice',
    wire: rows(items => [...items, ...items]),
    seen: live('each task once', /^\[1]All 1[23] /m),
  },
  {
    name: 'out-of-order rows',
    run: 'rows',
    how: 'rows reversed',
    wire: rows(items => items.toReversed()),
    seen: live('the newest first', /^[> ] ami-0{16}0 .*\n[> ] ami-0{16}1 .*\n[> ] ami-0{16}2 /m),
  },
  {
    name: '10 MB answer',
    run: 'rows',
    how: 'a failure reason of 10 MB in one row',
    wire: rows(items =>
      items.map((item, index) =>
        index === 5
          ? item.replace(
              '<storeTaskFailureReason/>',
              `<storeTaskFailureReason>${'x'.repeat(10_000_000)}</storeTaskFailureReason>`,
            )
          : item,
      ),
    ),
    seen: live('every row, the reason cut', /ami-0{16}5 +Completed/),
  },
];

/** Opens the log of events, waits until it shows this, and closes it. */
async function eventLog({pty}: World, shows: RegExp): Promise<string> {
  pty.press('e');
  const text = await pty.waitFor(shows, `${shows} in the log of events`);
  pty.press(KEY.escape);
  await pty.waitFor(isLive, 'the table again');
  return shows.exec(text)?.[0] ?? '';
}

/** Loads everything by hand, and comes back to the newest tasks. */
async function loadAll({pty}: World, tasks: number): Promise<void> {
  pty.press(KEY.end);
  await pty.waitFor(new RegExp(`^\\[1]All ${tasks} `, 'm'), 'all of them');
  pty.press('g');
}

/** A task more on the newest page of the service, beyond what the screen shows: every later page begins with a row that was there before. */
function withOneMore(tasks: readonly DemoTask[]): readonly DemoTask[] {
  const amiId = ptyAmiId(0xadd);
  return tasks.flatMap((task, index) =>
    index === 100 ? [task, {...task, amiId, s3ObjectKey: `${amiId}.bin`}] : [task],
  );
}

const PAGES: readonly FaultRow[] = [
  {
    name: 'page token that repeats',
    run: 'pages',
    how: 'each page leads to itself',
    inject(world) {
      world.wire = ({params}) => {
        const sent = params.get('NextToken');
        return sent === null
          ? undefined
          : rewrite(honest => ({
              ...honest,
              body: String(honest.body).replace(/<nextToken>[^<]*/, () => `<nextToken>${sent}`),
            }));
      };
      world.pty.press(KEY.end);
    },
    seen: live(
      'the tasks that are loaded, and that older ones could not be',
      /older could not be loaded/,
      Number.POSITIVE_INFINITY,
    ),
  },
  {
    name: 'refused token while paging',
    run: 'pages',
    how: 'two are refused in a row',
    async inject(world) {
      // The one that it has, and the next one, that comes of a new beginning.
      let asked = 0;
      world.wire = ({params}) =>
        params.has('NextToken') && asked++ < 2
          ? {type: 'error', code: 'InvalidNextToken'}
          : undefined;
      await loadAll(world, 450);
    },
    seen: live(
      'all 450 tasks, from the first page anew',
      /^\[1]All 450 /m,
      Number.POSITIVE_INFINITY,
    ),
  },
  {
    name: 'list that does not come newest first',
    run: 'pages',
    how: 'the rows of each page the other way round',
    wire: rows(items => items.toReversed()),
    seen: live(
      'all 450 tasks, and that everything is asked for',
      /not listed newest first/,
      Number.POSITIVE_INFINITY,
    ),
    // A reading of all three pages was under way.
    tries: {atMost: 5},
  },
  {
    name: 'duplicate rows across pages',
    run: 'shifted pages',
    how: 'a task shows up between two pages',
    async inject(world) {
      const {scenario} = world;
      let isShifted = false;
      world.wire = ({params}) => {
        if (params.has('NextToken') && !isShifted) {
          isShifted = true;
          scenario.replace(withOneMore(scenario.all()));
        }

        return undefined;
      };
      await loadAll(world, 451);
    },
    seen: live('all 451 tasks, each once', /^\[1]All 451 /m, Number.POSITIVE_INFINITY),
  },
];

const MACHINE: readonly FaultRow[] = [
  {
    name: 'name that does not resolve',
    run: 'machine',
    how: 'a real look-up that fails',
    inject(world) {
      world.setMachine({names: []});
      world.front.cut();
    },
    remove: world => world.setMachine({names: [NAME]}),
    seen: stale(/can't be resolved/),
  },
  ...(
    [
      ['an hour', 1],
      ['an hour', -1],
      ['40 days', 960],
      ['40 days', -960],
    ] as const
  ).map(
    ([length, hours]): FaultRow => ({
      name: `clock ${length} ${hours > 0 ? 'ahead' : 'behind'}`,
      run: 'machine',
      how: "the machine's clock is set wrong, and the service refuses what is signed with it",
      inject: world => world.setMachine({shiftMs: hours * 3_600_000, names: [NAME]}),
      remove: world => world.setMachine({names: [NAME]}),
      seen: {
        is: 'passing',
        reason: new RegExp(
          `${Math.abs(hours) * 60} minutes ${hours > 0 ? 'ahead' : 'behind'}.*Set the clock`,
        ),
      },
      // Set right at one blow it is wrong by an hour once more, to a program that had got used to it.
      tries: 2,
    }),
  ),
  {
    name: 'machine asleep for a moment',
    run: 'machine',
    how: 'SIGSTOP and SIGCONT',
    async inject(world) {
      await signal(world, 'SIGSTOP');
      await signal(world, 'SIGCONT');
    },
    seen: live('every row, one request', /live · /),
  },
  {
    name: 'late answers of the terminal, and reports of its mouse',
    run: 'machine',
    how: 'answers to DECRQSS, XTVERSION and OSC 11 in pieces, a mouse of old on `q`',
    inject({pty}) {
      const words =
        '\u{1B}P1$r0;4m\u{1B}\\\u{1B}P>|q4p?\u{1B}\\\u{1B}]11;rgb:q/p/4\u{7}\u{1B}[Mq4q';
      pty.press(words);
      for (const character of words) {
        pty.press(character);
      }
    },
    seen: live('every row, and no key was pressed', /^\[1]All [\s\S]*^[>!*] ami-/m),
  },
  {
    name: 'SIGUSR1, at which Node opens its debugger',
    run: 'machine',
    how: 'the signal, sent twice',
    async inject(world) {
      await signal(world, 'SIGUSR1');
      await signal(world, 'SIGUSR1');
    },
    seen: live('every row, and no debugger', /live · /),
    async proves({pty}) {
      assert.doesNotMatch(pty.output(), /Debugger/);
      return '';
    },
  },
  {
    name: 'terminal that nobody reads',
    run: 'machine',
    how: 'it stops reading until all buffers are full, two polls go by, it reads again',
    async inject({pty, endpoint}) {
      pty.pauseReading();
      let repaints = 0;
      await waitUntil(() => {
        pty.press(KEY.ctrlL);
        repaints++;
        return repaints > 200 || undefined;
      }, 'full buffers');
      const before = endpoint.requests.total().requests;
      await waitUntil(
        () => endpoint.requests.total().requests > before + 1 || undefined,
        'polls while nobody reads',
      );
      pty.resumeReading();
    },
    seen: live('every row, and the newest frame', /live · /, Number.POSITIVE_INFINITY),
  },
  {
    name: 'machine asleep for 8 hours',
    run: 'machine',
    how: 'SIGSTOP, all clocks 8 hours on, SIGCONT',
    async inject(world) {
      const shiftMs = 8 * 3_600_000;
      await signal(world, 'SIGSTOP');
      world.front.answer = undefined;
      world.serviceShiftMs = shiftMs;
      world.setMachine({shiftMs, names: [NAME]});
      await signal(world, 'SIGCONT');
    },
    // The clocks stay where they are.
    remove() {},
    seen: live('one request, and "not watched for 8h" in the log of events', /8h ago/),
    heals: world => eventLog(world, /not watched for 8h.*: Nothing was asked: paused or suspended/),
  },
];

const PROXY: readonly FaultRow[] = [
  {
    name: 'proxy gone',
    run: 'proxy',
    how: 'the port of HTTP_PROXY is closed',
    inject: ({front}) => front.refuse(),
    remove: ({front}) => front.accept(),
    seen: stale(/refuses the connection/),
  },
  ...(
    [
      ['proxy that wants a password', '407 Proxy Authentication Required', /user and a password/],
      ['proxy that answers 502', '502 Bad Gateway', /^The proxy .* no way to .* \(HTTP 502\)/],
      ['proxy that answers 503', '503 Service Unavailable', /^The proxy .* \(HTTP 503\)/],
      ['proxy without a way', '504 Gateway Timeout', /^The proxy .* no way to .* \(HTTP 504\)/],
    ] as const
  ).map(
    ([name, status, reason]): FaultRow => ({
      name,
      run: 'proxy',
      how: `the proxy answers ${status.slice(0, 3)}`,
      inject({front}) {
        front.answer = () => rawHttp(status, HTML);
      },
      remove({front}) {
        front.answer = undefined;
      },
      seen: stale(reason),
    }),
  ),
];

/** What a service that gives credentials says from now on; nothing: its own words. */
function answerOf(
  front: FaultFront | undefined,
  status?: string,
  body = '',
  headers?: readonly string[],
): void {
  if (front) {
    front.answer = status === undefined ? undefined : () => rawHttp(status, body, headers);
  }
}

const CREDENTIALS: readonly FaultRow[] = [
  {
    name: 'expired session keys, replaced on disk',
    run: 'keys',
    how: 'ExpiredToken until the credentials file is written anew',
    inject: ({expiredKeys}) => expiredKeys.add(keyId('DISK1')),
    remove: ({write}) => write('.aws/credentials', credentialsFile('DISK2')),
    seen: stale(/profile 'ops' have expired.*Put new ones there, all three: aws configure set/),
  },
  {
    name: 'credentials file emptied, then back',
    run: 'keys',
    how: 'the keys expire while there are no others',
    inject({write, expiredKeys}) {
      write('.aws/credentials', '');
      expiredKeys.add(keyId('DISK2'));
    },
    remove: ({write}) => write('.aws/credentials', credentialsFile('DISK3')),
    seen: stale(/profile 'ops' was not found/),
  },
  {
    name: 'config file that is broken, then mended',
    run: 'keys',
    how: 'the keys expire while a line of the config file is none, with a secret in it',
    inject({write, expiredKeys}) {
      write('.aws/config', `[profile ops]\n${CANARY}\n`);
      expiredKeys.add(keyId('DISK3'));
    },
    remove({write}) {
      write('.aws/config', '[profile ops]\n');
      write('.aws/credentials', credentialsFile('DISK4'));
    },
    seen: stale(/The file \S+config can't be read: line 2 is neither a section nor a key/),
  },
  {
    name: 'one key of two, then both',
    run: 'keys',
    how: 'the keys expire while the credentials file is written by half',
    inject({write, expiredKeys}) {
      write('.aws/credentials', `[ops]\naws_access_key_id = ${keyId('DISK5')}\n`);
      expiredKeys.add(keyId('DISK4'));
    },
    remove: ({write}) => write('.aws/credentials', credentialsFile('DISK5')),
    seen: stale(/profile 'ops' has one key of two: there is no aws_secret_access_key/),
  },
  {
    name: 'expired SSO token, renewed by `aws sso login`',
    run: 'sso',
    how: 'keys and token expire; the token file is written anew',
    inject({write, expiredKeys}) {
      write(SSO_TOKEN_FILE, ssoToken('SSO1', -1));
      expiredKeys.add(keyId('SSO1'));
    },
    remove: ({write}) => write(SSO_TOKEN_FILE, ssoToken('SSO2', HOUR_S)),
    seen: stale(/SSO session of profile 'ops' has expired\. Run: aws sso login --profile ops/),
  },
  {
    name: 'SSO portal out of reach',
    run: 'sso',
    how: 'its port is closed when the keys expire',
    async inject({others, write, expiredKeys}) {
      write(SSO_TOKEN_FILE, ssoToken('SSO3', HOUR_S));
      await others.sso?.refuse();
      expiredKeys.add(keyId('SSO2'));
    },
    remove: ({others}) => others.sso?.accept(),
    seen: stale(/No credentials from profile 'ops': .* refuses the connection/),
  },
  {
    name: 'SSO portal that throttles',
    run: 'sso',
    how: 'it answers 429 with TooManyRequestsException when the keys expire',
    inject({others, write, expiredKeys}) {
      write(SSO_TOKEN_FILE, ssoToken('SSO4', HOUR_S));
      answerOf(others.sso, '429 Too Many Requests', '{"message":"slow"}', [
        'x-amzn-errortype: TooManyRequestsException',
      ]);
      expiredKeys.add(keyId('SSO3'));
    },
    remove: ({others}) => answerOf(others.sso),
    seen: stale(/the SSO portal in us-east-1 \(127\S+\) throttles/),
  },
  {
    name: '`credential_process` that fails, then works',
    run: 'process',
    how: 'it ends with 1 when the keys expire, with a secret on stderr',
    inject({write, expiredKeys}) {
      write('process', `echo "no login; secret_key=${CANARY}" >&2; exit 1`);
      expiredKeys.add(keyId('PROC1'));
    },
    remove: ({write}) => write('process', processScript('PROC2')),
    seen: stale(/credential_process of profile 'ops' ended with 1/),
  },
  {
    name: '`credential_process` that hangs',
    run: 'process',
    how: 'it never ends',
    inject({write, home, expiredKeys}) {
      write('process', `echo $$ >${home}/hanging; exec sleep 1000`);
      expiredKeys.add(keyId('PROC2'));
    },
    remove: ({write}) => write('process', processScript('PROC3')),
    seen: stale(/No credentials from profile 'ops' within 2 s/),
    // After its time it is ended; the next one is another.
    heals: ({read}) =>
      waitUntil(
        () => !isAlive(Number(read('hanging'))) || undefined,
        'what hung is ended',
        () => read('hanging'),
      ),
  },
  {
    name: 'IMDS absent',
    run: 'imds',
    how: 'its port is closed when the keys expire',
    async inject({others, expiredKeys}) {
      await others.imds?.refuse();
      expiredKeys.add(keyId('IMDS1'));
    },
    async remove({others, write}) {
      write('key', 'IMDS2');
      await others.imds?.accept();
    },
    seen: stale(/No credentials found/),
  },
  {
    name: 'IMDS slow',
    run: 'imds',
    how: 'it takes the connection and says nothing',
    inject({others, expiredKeys}) {
      others.imds?.setMode('silent');
      expiredKeys.add(keyId('IMDS2'));
    },
    remove({others, write}) {
      write('key', 'IMDS3');
      others.imds?.setMode('through');
    },
    seen: stale(/No credentials found/),
  },
  {
    name: 'IMDS that gives no token',
    run: 'imds',
    how: 'it answers 503 when the keys expire',
    inject({others, expiredKeys}) {
      answerOf(others.imds, '503 Service Unavailable', HTML);
      expiredKeys.add(keyId('IMDS3'));
    },
    remove({others, write}) {
      write('key', 'IMDS4');
      answerOf(others.imds);
    },
    seen: stale(/the instance metadata service \(127\S+\) can't answer now \(HTTP 503\)/),
  },
  {
    name: "container's credentials out of reach",
    run: 'container',
    how: 'their port is closed when the keys expire',
    async inject({others, expiredKeys}) {
      await others.container?.refuse();
      expiredKeys.add(keyId('BOX1'));
    },
    async remove({others, write}) {
      write('key', 'BOX2');
      await others.container?.accept();
    },
    seen: stale(/No credentials from this container's role: .* refuses the connection/),
  },
  {
    name: "container's credentials behind HTML",
    run: 'container',
    how: 'a page in place of keys when the keys expire',
    inject({others, expiredKeys}) {
      answerOf(others.container, '200 OK', HTML);
      expiredKeys.add(keyId('BOX2'));
    },
    remove({others, write}) {
      write('key', 'BOX3');
      answerOf(others.container);
    },
    seen: stale(/What the container credential endpoint \(127\S+\) says is no answer/),
  },
  {
    name: 'STS that fails for a moment',
    run: 'web identity',
    how: 'it answers 500 with HTML when the keys expire',
    inject({others, expiredKeys}) {
      answerOf(others.sts, '500 Internal Server Error', HTML);
      expiredKeys.add(keyId('WEB1'));
    },
    remove({others, write}) {
      write('key', 'WEB2');
      answerOf(others.sts);
    },
    seen: stale(/STS in us-east-1 \(127\S+\) can't answer now \(HTTP 500\)/),
  },
  {
    name: 'role that may not be assumed any more',
    run: 'role',
    how: 'STS answers AccessDenied, with a key in its message, when the keys expire',
    inject({others, expiredKeys}) {
      if (others.sts) {
        others.sts.answer = () => rawHttp('403 Forbidden', ROLE_REFUSED);
      }

      expiredKeys.add(keyId('ROLE1'));
    },
    remove({others, write}) {
      write('key', 'ROLE2');
      if (others.sts) {
        others.sts.answer = undefined;
      }
    },
    seen: stale(/Check the trust policy of the role/),
  },
  {
    name: 'web identity token gone, then back',
    run: 'web identity',
    how: 'its file is away when the keys expire',
    inject({remove, expiredKeys}) {
      remove('web-token');
      expiredKeys.add(keyId('WEB2'));
    },
    remove({write}) {
      write('key', 'WEB3');
      write('web-token', `${CANARY}-web-token`);
    },
    seen: stale(/No credentials from the web identity/),
  },
];

/** The small disk, from outside. */
const diskOf = async ({pty, home}: World) => `/proc/${await pty.pid()}/root${home}/disk`;

const settle = ({scenario}: World, index: number) =>
  scenario.change(index, {storeTaskState: 'Completed', progressPercentage: 100});

const HOOK: readonly FaultRow[] = [
  {
    name: 'the command of --exec fails',
    run: 'hook',
    how: 'it ends with 1 for what changes',
    inject(world) {
      world.write('broken', '');
      settle(world, 1);
    },
    remove(world) {
      world.remove('broken');
      settle(world, 2);
    },
    seen: live('a line in the head until it works again', /^! --exec failed with exit code 1/m),
    async proves({pty}) {
      pty.press('!');
      await pty.waitFor(/^--exec failed with exit code 1; since/m, 'the reason');
      pty.press(KEY.escape);
      await pty.waitFor(isLive, 'the table again');
      return 'live: a line in the head, and the reason in `!`';
    },
    heals: ({pty}) => pty.waitFor(text => !/^! --exec/m.test(text), 'no line about it any more'),
  },
];

const DISK: readonly FaultRow[] = [
  {
    name: 'disk full for --log',
    run: 'disk',
    how: 'someone else takes all of a small file system',
    async inject(world) {
      const rest = Buffer.alloc(32 * 1024);
      try {
        writeFileSync(`${await diskOf(world)}/filler`, rest);
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === 'ENOSPC') {
          return;
        }

        throw error;
      }

      throw new Error('the disk is not full');
    },
    remove: async world => rmSync(`${await diskOf(world)}/filler`),
    seen: live('what the log of events says', /^! --log can't be written: ENOSPC, 1 line missing/m),
    proves: world => eventLog(world, /The log .*disk\/log can't be written \(ENOSPC\)/),
    async heals(world) {
      await world.pty.waitFor(text => !text.includes('--log'), 'no line about the log any more');
      await eventLog(world, /The log .*disk\/log is written again/);
      const lines = readFileSync(`${await diskOf(world)}/log`, 'utf8')
        .trimEnd()
        .split('\n');
      const percent = world.scenario.all()[0]?.progressPercentage ?? 0;
      assert.deepEqual(
        lines.map(line => JSON.parse(line).ProgressPercentage),
        [percent - 1, percent],
        'each change once, that of the time without room among them',
      );
    },
  },
];

/** All faults, in the order in which each run meets its own. */
export const FAULTS: readonly FaultRow[] = [
  ...SERVICE,
  ...ANSWERS,
  ...CONNECTIONS,
  ...TLS,
  ...ROWS,
  ...PAGES,
  ...MACHINE,
  ...PROXY,
  ...CREDENTIALS,
  ...HOOK,
  ...DISK,
];
