import type {AlertOptions, Alerts} from '../../alert/create-alerts.js';
import type {TaskStore} from '../../poll/snapshot.js';
import type {Options} from '../arguments/option-types.js';
import type {CliIo} from '../io.js';

const SILENT: Pick<Alerts, 'settled' | 'stop'> = {async settled() {}, async stop() {}};

/**
--exec and --log where lines are written instead of a screen; bell, notification and title need a terminal of their own.
@param note Gets a sentence when the hook or the log fails, and at the end what the log lacks and how often the hook failed.
*/
export async function startLineAlerts(
  store: TaskStore,
  {exec, log}: Pick<Options, 'exec' | 'log'>,
  {env, clock}: Pick<CliIo, 'env' | 'clock'>,
  isWatched: AlertOptions['isWatched'],
  note: (sentence: string) => void,
): Promise<Pick<Alerts, 'settled' | 'stop'>> {
  if (exec === undefined && log === undefined) {
    return SILENT;
  }

  const {createAlerts} = await import('../../alert/create-alerts.js');
  const alerts = createAlerts({
    bell: false,
    notify: false,
    title: false,
    exec,
    log,
    isWatched,
    write() {},
    env,
    clock,
    onProblem: ({message}) => note(message),
  });
  alerts.start(store);
  return {
    settled: alerts.settled,
    async stop() {
      await alerts.stop();
      for (const sentence of alerts.summary()) {
        note(sentence);
      }
    },
  };
}
