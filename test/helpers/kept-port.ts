import {once} from 'node:events';
import net, {type AddressInfo} from 'node:net';

const LOOPBACK = '127.0.0.1';

/** A port on loopback that a test may close and take again: a connection from it to nowhere in particular, which lasts as long as this process, keeps everybody who wants just any port from getting it meanwhile. */
export async function keptPort(): Promise<number> {
  const other = net.createServer(socket => void socket.on('error', () => {}).unref());
  await once(other.listen(0, LOOPBACK), 'listening');
  const {port} = other.address() as AddressInfo;
  const holder = net.connect({port, host: LOOPBACK, localAddress: LOOPBACK, localPort: 0});
  await once(holder, 'connect');
  holder.unref();
  other.unref();
  return holder.localPort as number;
}
