import {once} from 'node:events';
import net from 'node:net';

/** Below the ports that systems give to whoever wants any: from 32768 on Linux, from 49152 elsewhere. */
const RANGE = {from: 20_000, count: 10_000} as const;

/** A port on loopback that a test may close and take again: nobody who wants just any port gets it meanwhile. */
export async function keptPort(): Promise<number> {
  for (;;) {
    const port = RANGE.from + Math.floor(Math.random() * RANGE.count);
    const server = net.createServer();
    const isFree = await new Promise<boolean>(resolve => {
      server.once('error', () => resolve(false)).listen(port, '127.0.0.1', () => resolve(true));
    });
    if (isFree) {
      await once(server.close(), 'close');
      return port;
    }
  }
}
