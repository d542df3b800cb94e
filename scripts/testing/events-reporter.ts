import {writeSync} from 'node:fs';
import type {TestEvent} from 'node:test/reporters';

/** What the process of a test file tells the runner, a line of JSON each, on a pipe of its own. */
export type FileEvent =
  | {readonly is: 'begun' | 'done' | 'passed' | 'failed'; readonly name: string}
  | {readonly is: 'skipped'; readonly name: string; readonly reason: string}
  /** The file has come to its end, with this many tests, the skipped ones among them. */
  | {readonly is: 'ended'; readonly tests: number};

/** The descriptor of that pipe. */
export const EVENTS = 3;

// biome-ignore lint/correctness/useYield: a reporter is a generator of text, and this one has another reader.
export default async function* report(events: AsyncIterable<TestEvent>): AsyncGenerator<string> {
  for await (const event of events) {
    const line = lineOf(event);
    if (line) {
      writeSync(EVENTS, `${JSON.stringify(line)}\n`);
    }
  }
}

function lineOf({type, data}: TestEvent): FileEvent | undefined {
  switch (type) {
    case 'test:dequeue':
      return {is: 'begun', name: data.name};
    case 'test:complete':
      return {is: 'done', name: data.name};
    case 'test:pass':
    case 'test:fail':
      return data.details.type === 'suite' && type === 'test:pass'
        ? undefined
        : outcomeOf(type, data);
    case 'test:summary':
      return {is: 'ended', tests: data.counts.tests};
    default:
      return undefined;
  }
}

type Outcome = {
  readonly name: string;
  readonly skip?: string | boolean | undefined;
  readonly todo?: string | boolean | undefined;
};

function outcomeOf(
  type: 'test:pass' | 'test:fail',
  {name, skip = false, todo = false}: Outcome,
): FileEvent {
  for (const why of [skip, todo]) {
    if (why !== false) {
      return {is: 'skipped', name, reason: why === true || why === '' ? 'no reason given' : why};
    }
  }

  return {is: type === 'test:pass' ? 'passed' : 'failed', name};
}
