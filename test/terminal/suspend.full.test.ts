import test from 'node:test';
import {quit, startLive} from '../helpers/pty-live.js';
import {suspendAndResume} from './suspend-and-resume.js';

test('100 times ^Z and fg', async t => {
  const {pty} = await startLive(t, {shell: 'jobs', args: ['--interval', '300']});
  for (let count = 1; count <= 100; count++) {
    await suspendAndResume(pty, count);
  }

  pty.press('j');
  await pty.waitFor(/^> ami-0{16}1 /m, 'the second row');
  await quit(pty);
});
