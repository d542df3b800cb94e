/**
The soak: polls on a simulated clock, and with --real the built program in real time.
`npm run soak` polls 1,000,000 times; `npm run soak -- --real 60` watches for an hour instead; `--polls N --interval SECONDS --polls-a-frame N --write`.
*/
import {parseArgs} from 'node:util';
import {realFigures, simulatedFigures} from './figures.js';
import {watchReal} from './real.js';
import {finish} from './report.js';
import {runSimulated} from './simulated.js';

const {values} = parseArgs({
  options: {
    polls: {type: 'string', default: '1000000'},
    interval: {type: 'string', default: '10'},
    'polls-a-frame': {type: 'string', default: '500'},
    real: {type: 'string'},
    write: {type: 'boolean', default: false},
  },
});

if (values.real === undefined) {
  const run = await runSimulated({
    polls: Number(values.polls),
    intervalMs: Number(values.interval) * 1000,
    pollsAFrame: Number(values['polls-a-frame']),
  });
  await finish('simulated', simulatedFigures(run), values.write);
} else {
  const run = await watchReal({minutes: Number(values.real), say: line => console.error(line)});
  await finish('real', realFigures(run), values.write);
}
