import type {Ec2Source} from '../../ec2/client.js';
import {rememberImages} from './seen-images.js';

/** Sources whose AMI IDs are remembered, and when to write them down. */
export type Remembering = {
  readonly sources: readonly Ec2Source[];

  /** Writes down what was seen. */
  readonly remember: () => void;
};

/** Lets the answers of sources be remembered for the completion of AMI IDs: with the first one, for another pane, and at the end. */
export function withMemory(sources: readonly Ec2Source[], env: NodeJS.ProcessEnv): Remembering {
  /** When the last task of each AMI started. */
  const seen = new Map<string, number>();
  const remember = () => {
    const newestFirst = [...seen].sort(([, a], [, b]) => b - a);
    rememberImages(
      env,
      newestFirst.map(([id]) => id),
    );
  };
  const watched = sources.map(source => {
    let isFirst = true;
    const describe: Ec2Source['describe'] = async (request, signal) => {
      const answer = await source.describe(request, signal);
      for (const {amiId, startedAt = 0} of answer.tasks) {
        if (amiId !== undefined) {
          seen.set(amiId, Math.max(seen.get(amiId) ?? 0, startedAt));
        }
      }
      if (isFirst && answer.tasks.length > 0) {
        isFirst = false;
        remember();
      }
      return answer;
    };
    return {...source, describe};
  });
  return {sources: watched, remember};
}
