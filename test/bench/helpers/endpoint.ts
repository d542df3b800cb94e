import {fork} from 'node:child_process';
import {once} from 'node:events';
import {fileURLToPath} from 'node:url';
import type {AccountOptions} from './account.js';
import type {Bench} from './row.js';

/** What the endpoint's process is told; each is answered. */
export type EndpointOrder = {
  /** From now on so many of the running tasks move at each answer to a client. */
  readonly moving?: number;
};

export type EndpointAnswer = {
  readonly url: string;

  /** Since the start. */
  readonly requests: number;

  /** When the latest ones came, oldest first, ms since the epoch. */
  readonly cameAt: readonly number[];
};

export type BenchEndpoint = {
  readonly url: string;
  readonly setMoving: (count: number) => Promise<void>;

  /** Requests since the start. */
  readonly requests: () => Promise<number>;

  /** When the first request since then came; both in ms since the epoch. `undefined` when none did. */
  readonly firstSince: (since: number) => Promise<number | undefined>;
};

const PROGRAM = fileURLToPath(new URL('../programs/endpoint.ts', import.meta.url));

/** Starts an EC2 endpoint in another process; nothing moves at first. It ends with the section. */
export async function startEndpoint(
  {after}: Pick<Bench, 'after'>,
  account: AccountOptions,
): Promise<BenchEndpoint> {
  const child = fork(PROGRAM, [JSON.stringify(account)], {execArgv: ['--import=tsx']});
  after(async () => {
    const exited = once(child, 'exit');
    child.disconnect();
    await exited;
  });
  let answered: ((answer: EndpointAnswer) => void) | undefined;
  let failed: ((error: Error) => void) | undefined;
  child.on('message', answer => answered?.(answer as EndpointAnswer));
  child.on('exit', () => failed?.(new Error('The endpoint has ended.')));
  const nextAnswer = () =>
    new Promise<EndpointAnswer>((resolve, reject) => {
      answered = resolve;
      failed = reject;
    });
  const tell = (order: EndpointOrder): Promise<EndpointAnswer> => {
    const answer = nextAnswer();
    child.send(order);
    return answer;
  };

  const {url} = await nextAnswer();
  return {
    url,
    async setMoving(moving) {
      await tell({moving});
    },
    requests: async () => (await tell({})).requests,
    firstSince: async since => (await tell({})).cameAt.find(at => at >= since),
  };
}
