import assert from 'node:assert/strict';
import test from 'node:test';
import {setImmediate as turn} from 'node:timers/promises';
import {Text} from 'ink';
import {render} from 'ink-testing-library';
import {useFrameSnapshot} from '../../source/app/use-frame-snapshot.js';
import {useNow} from '../../source/ui/use-now.js';
import {A_SOURCE, fakeStore, NOW, someTasks} from '../helpers/fake-store.js';
import {waitUntil} from '../helpers/pty.js';
import {fakeClock} from './fake-terminal.js';

// Ink lays the whole screen out for every render, and then writes nothing if it looks the same: only counting them tells.

/** React renders within the next turns of the event loop, if it does. */
async function afterRender(): Promise<void> {
  for (let count = 0; count < 5; count++) {
    await turn();
  }
}

test('a poll that changes nothing to be seen renders nothing', async () => {
  const store = fakeStore({tasks: someTasks(3)});
  const renders: number[] = [];
  function Probe() {
    const snapshot = useFrameSnapshot(store, 'table');
    renders.push(snapshot.tasks.size);
    return <Text>{snapshot.tasks.size}</Text>;
  }

  const {lastFrame, unmount} = render(<Probe />);
  await waitUntil(() => store.listenerCount() > 0 || undefined, 'the subscription');
  for (let poll = 0; poll < 10; poll++) {
    store.change({sources: [{...A_SOURCE, fetchStatus: 'fetching'}]});
    store.change({sources: [{...A_SOURCE, updatedAt: NOW + poll}]});
    await afterRender();
  }

  store.change({tasks: someTasks(4)});
  await waitUntil(() => lastFrame() === '4' || undefined, 'the fourth task');
  assert.deepEqual(renders, [3, 4]);
  unmount();
});

test('time that changes nothing to be seen renders nothing', async () => {
  const {clock, pass, timerCount} = fakeClock();
  const renders: number[] = [];
  const minutes = (now: number) => String(Math.floor((now - NOW) / 60_000));
  function Probe() {
    const now = useNow(clock, 10_000, undefined, minutes);
    renders.push(now - NOW);
    return <Text>{minutes(now)}</Text>;
  }

  const {lastFrame, unmount} = render(<Probe />);
  await waitUntil(() => timerCount() > 0 || undefined, 'the timer');
  for (let second = 10; second <= 60; second += 10) {
    pass(10_000);
    await afterRender();
  }

  await waitUntil(() => lastFrame() === '1' || undefined, 'the next minute');
  assert.deepEqual(renders, [0, 60_000]);
  unmount();
});
