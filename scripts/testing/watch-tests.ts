import {watch} from 'node:fs';
import {setTimeout as delay} from 'node:timers/promises';
import {withFreshBuild} from '../fresh-build.js';
import type {Compiled, CompiledTests} from './bundle-tests.js';

/** An editor saves in several steps. In milliseconds. */
const SETTLED_AFTER = 100;

export type WatchOptions = {
  readonly choose: () => readonly string[];
  readonly compile: (sources: readonly string[]) => Promise<CompiledTests>;
  readonly run: (
    compiled: CompiledTests,
    tests: readonly Compiled[],
    begin: number,
    signal: AbortSignal,
  ) => Promise<unknown>;
  /** Whether the first run comes before a change. */
  readonly runsAtOnce: boolean;
  readonly stop: AbortSignal;
};

/** Runs after each change the chosen tests that it concerns; a change ends a run that goes on. */
export async function watchTests({
  choose,
  compile,
  run,
  runsAtOnce,
  stop,
}: WatchOptions): Promise<void> {
  const changed = new Set<string>();
  let wake = () => {};
  const watchers = ['source', 'test', 'scripts'].map(folder =>
    watch(folder, {recursive: true}, (_event, name) => {
      changed.add(`${folder}/${name}`);
      wake();
    }),
  );
  stop.addEventListener('abort', () => wake());

  let isBuildChanged = false;
  let texts = runsAtOnce ? new Map<string, string>() : textsOf(await compile(choose()));
  while (!stop.aborted) {
    isBuildChanged ||= [...changed].some(file => /^(?:source|scripts)\//.test(file));
    changed.clear();
    const woken = new AbortController();
    const change = new Promise<void>(resolve => {
      wake = () => {
        woken.abort();
        resolve();
      };
    });
    try {
      const compiled = await compile(choose());
      const tests = compiled.tests.filter(
        ({source, text}) =>
          texts.get(source) !== text || (isBuildChanged && compiled.startsTheBuild(source)),
      );
      if (tests.some(({source}) => compiled.startsTheBuild(source))) {
        withFreshBuild();
      }

      if (tests.length > 0) {
        await run(compiled, tests, performance.now(), woken.signal);
      }

      if (!woken.signal.aborted) {
        texts = textsOf(compiled);
        isBuildChanged = false;
      }
    } catch (error) {
      console.error((error as Error).message);
    }

    if (changed.size === 0 && !stop.aborted) {
      console.log('waiting for a change (^C ends)');
      await change;
    }
    await delay(SETTLED_AFTER);
  }

  for (const watcher of watchers) {
    watcher.close();
  }
}

function textsOf({tests}: CompiledTests): Map<string, string> {
  return new Map(tests.map(({source, text}) => [source, text]));
}
