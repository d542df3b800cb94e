import {awsPython, startAwsAnswers} from '../../helpers/aws-answers.js';
import type {AwsResult} from '../../helpers/aws-command.js';
import type {SweepCase} from './sweep-case.js';
import type {SweepPlace} from './sweep-run.js';

export type BothAws = {
  /** Such as `aws-cli/1.45.11 and aws-cli/2.9.19`. */
  readonly versions: string;
  readonly ask: (item: SweepCase) => Promise<{readonly one: AwsResult; readonly two: AwsResult}>;
  readonly close: () => void;
};

const ONE = awsPython(1);
const TWO = awsPython(2);

/** Why both versions of the aws command can't be asked; false where they can. */
export const skipWithoutBoth: string | false =
  ONE && TWO ? false : 'versions 1 and 2 of the aws command are not both installed';

/** Starts both versions of the aws command. @throws {Error} where one isn't there. */
export function startBothAws({url, envOf}: SweepPlace): BothAws {
  if (!ONE || !TWO) {
    throw new Error(String(skipWithoutBoth));
  }
  const answers = [startAwsAnswers(ONE.python), startAwsAnswers(TWO.python)] as const;
  return {
    versions: `aws-cli/${ONE.version} and aws-cli/${TWO.version}`,
    async ask(item) {
      const options = {endpoint: url, env: envOf(item)};
      const [one, two] = await Promise.all([
        answers[0].ask(item.args, options),
        answers[1].ask(item.args, options),
      ]);
      return {one, two};
    },
    close() {
      for (const each of answers) {
        each.close();
      }
    },
  };
}
