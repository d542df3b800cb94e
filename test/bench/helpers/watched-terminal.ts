import {type Pty, startPty} from '../../helpers/pty.js';
import type {AccountOptions} from './account.js';
import {type BenchEndpoint, startEndpoint} from './endpoint.js';
import type {Bench} from './row.js';

export type WatchedTerminal = {readonly pty: Pty; readonly endpoint: BenchEndpoint};

/** The built program on a terminal of 120x40 (some 30 rows), as soon as it shows tasks of an endpoint in another process. */
export async function startOnTerminal(
  bench: Bench,
  account: AccountOptions,
  ...args: readonly string[]
): Promise<WatchedTerminal> {
  const endpoint = await startEndpoint(bench, account);
  const pty = startPty(bench, {
    args: ['--endpoint-url', endpoint.url, ...args],
    size: {columns: 120, rows: 40},
  });
  await pty.waitFor(/\d\d:\d\d:\d\dZ?$[\s\S]*^> ami-/m, 'the screen with tasks');
  return {pty, endpoint};
}
