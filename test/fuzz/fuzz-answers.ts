import {isDeepStrictEqual} from 'node:util';
import {nameAnswerError} from '../../source/ec2/answer/name-answer-error.js';
import {readTaskPage, type TaskPage} from '../../source/ec2/answer/read-answer.js';
import {escapeJson} from '../../source/ec2/escape-json.js';
import {decodePageToken, tokenToCopy} from '../../source/report/once/page-token.js';
import {type AnswerCase, generateAnswer} from './answer-cases.js';
import {createDice} from './dice.js';
import {assertHarmless} from './hostile-text.js';

export type AnswersFuzzed = {
  readonly answers: number;
  readonly goodRows: number;

  /** By kind, how many answers. */
  readonly kinds: ReadonlyMap<string, number>;

  /** Of the answer that took longest for its length: CPU in ms, and its length. */
  readonly slowest: {readonly ms: number; readonly length: number};
};

/** No answer takes so long unless the time grows faster than its length does: a thousand times what is usual. In ms for an answer, and more for each 1,000 characters. */
const HANG = {ms: 1000, perThousandMs: 20} as const;

/** A machine that is stopped as a whole may count that as CPU of whoever ran; not each of so many times. */
const LOOKS = 3;

const CONTEXT = {region: 'us-east-1', host: 'ec2', source: undefined, now: 0, signedAheadMs: 0};

/**
Reads so many generated answers as the EC2 layer does.
@param seed The first answer's; each has the next.
@throws {Error} with the answer's own seed for the first that is read wrongly.
*/
export function fuzzAnswers(
  count: number,
  seed: number,
  say: (line: string) => void = () => {},
): AnswersFuzzed {
  const kinds = new Map<string, number>();
  let goodRows = 0;
  let slowest = {ms: 0, length: 0};
  for (let index = 0; index < count; index++) {
    const answer = generateAnswer(createDice(seed + index));
    const {kind, good = []} = answer;
    kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
    goodRows += good.length;
    try {
      const ms = check(answer);
      if (ms > slowest.ms) {
        slowest = {ms, length: answer.body.length};
      }
    } catch (error) {
      throw new Error(`Answer of seed ${seed + index} (${kind}): ${(error as Error).message}`, {
        cause: error,
      });
    }

    if ((index + 1) % 100_000 === 0) {
      say(`${index + 1} answers, ${goodRows} good rows`);
    }
  }

  return {answers: count, goodRows, kinds, slowest};
}

/** @returns The CPU that reading took, in ms. */
function check({body, good, lost, isNone}: AnswerCase): number {
  const text = typeof body === 'string' ? body : new TextDecoder().decode(body);
  const limitMs = HANG.ms + (text.length / 1000) * HANG.perThousandMs;
  let {page, ms} = readTimed(text);
  for (let looks = 1; looks < LOOKS && ms > limitMs; looks++) {
    ({page, ms} = readTimed(text));
  }

  if (ms > limitMs) {
    throw new Error(`It took ${ms} ms for ${text.length} characters.`);
  }

  if (page) {
    assertPageHarmless(page);
  } else {
    const {message, code, serviceMessage} = nameAnswerError(
      {status: 503, text, requestId: text.slice(0, 100), serviceTime: Number.NaN},
      CONTEXT,
    );
    assertHarmless(message, 'the message of an error');
    assertHarmless(`${code}${serviceMessage}`, 'an error');
  }

  if (isNone && page) {
    throw new Error(`It is no answer, but was read: ${text.slice(0, 300)}`);
  }

  if (good) {
    assertRows(page, good, lost, text);
  }

  return ms;
}

function readTimed(text: string): {readonly page: TaskPage | undefined; readonly ms: number} {
  const before = process.threadCpuUsage();
  const page = readTaskPage(text);
  const {user, system} = process.threadCpuUsage(before);
  return {page, ms: (user + system) / 1000};
}

function assertRows(
  page: TaskPage | undefined,
  good: NonNullable<AnswerCase['good']>,
  lost: number | undefined,
  text: string,
): void {
  if (!page) {
    throw new Error(`A good answer was not read: ${text.slice(0, 1000)}`);
  }

  // JSON leaves out what is undefined.
  const found = page.tasks.map(task => JSON.parse(JSON.stringify(task)) as unknown);
  let place = 0;
  for (const row of good) {
    while (place < found.length && !isDeepStrictEqual(found[place], row)) {
      place++;
    }

    if (place === found.length) {
      throw new Error(`Lost: ${JSON.stringify(row)}\nof ${text}\nin ${JSON.stringify(found)}`);
    }

    place++;
  }

  if (lost !== undefined && (page.lostRows !== lost || found.length !== good.length)) {
    throw new Error(
      `${page.lostRows} rows lost instead of ${lost}, ${found.length} read instead of ${good.length}: ${text}`,
    );
  }
}

function assertPageHarmless({tasks, nextToken = ''}: TaskPage): void {
  assertTokenHarmless(nextToken);
  for (const task of tasks) {
    for (const [member, value] of Object.entries(task)) {
      assertHarmless(String(value), member);
    }

    const {progressPercentage = 0, startedAt = 0} = task;
    if (!(progressPercentage >= 0 && progressPercentage <= 100) || Number.isNaN(startedAt)) {
      throw new Error(`A wrong number: ${JSON.stringify(task)}`);
    }
  }
}

/** A token is sent back word for word, and json carries it so; wherever somebody sees it, nothing in it acts. */
function assertTokenHarmless(token: string): void {
  const json = escapeJson(JSON.stringify({NextToken: token}));
  assertHarmless(json, 'the json of a token');
  const word = tokenToCopy(token);
  assertHarmless(word, 'a token to copy');
  const isKept = isDeepStrictEqual(JSON.parse(json), {NextToken: token});
  if (!isKept || (token !== '' && decodePageToken(word).nextToken !== token)) {
    throw new Error(`A token came back otherwise: ${json}`);
  }
}
