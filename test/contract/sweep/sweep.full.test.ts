import assert from 'node:assert/strict';
import process from 'node:process';
import test from 'node:test';
import {awsDescribe, installedAws} from '../../helpers/aws-command.js';
import {skipWithoutBoth, startBothAws} from './ask-both.js';
import {explain, isSame, KNOWN_DIFFERENCES} from './known-differences.js';
import {beginnings, randomCases} from './sweep-case.js';
import {openPlace, ourAnswer} from './sweep-run.js';

const COUNT = Number(process.env.SWEEP_CASES ?? 200);
const SEED = Number(process.env.SWEEP_SEED ?? 1);

/** So many are one test: the runner waits for news of a test for some minutes only. */
const PART = 50;

/** So many of them are asked of the command as it is started by a shell. */
const STARTED = 12;

const skip = skipWithoutBoth;

test(`${COUNT} command lines (seed ${SEED}) and every beginning of a flag: as the aws command, or as the page of differences says`, {
  skip,
}, async t => {
  const place = await openPlace();
  t.after(place.close);
  const aws = startBothAws(place);
  t.after(aws.close);
  const cases = [...beginnings(), ...randomCases(SEED, COUNT)];
  const explained = new Map(KNOWN_DIFFERENCES.map(({says}) => [says, 0]));
  const unexplained: string[] = [];
  let same = 0;
  const compare = async (item: (typeof cases)[number]) => {
    const answers = {...(await aws.ask(item)), ours: await ourAnswer(place, item)};
    if (isSame(answers)) {
      same++;
      return;
    }
    const known = explain(item, answers);
    if (known) {
      explained.set(known.says, (explained.get(known.says) ?? 0) + 1);
    } else {
      unexplained.push(JSON.stringify({...item, ...answers}));
    }
  };
  for (let from = 0; from < cases.length; from += PART) {
    await t.test(`from ${from}`, async () => {
      for (const item of cases.slice(from, from + PART)) {
        await compare(item);
      }
      assert.deepEqual(unexplained, []);
    });
  }
  t.diagnostic(`${same} of ${cases.length} as ${aws.versions}`);
  for (const [says, count] of explained) {
    t.diagnostic(`${count}: ${says}`);
  }
  assert.ok(same > cases.length * 0.85, 'most of them are the same');
});

test('what was asked is the aws command', {skip}, async t => {
  const place = await openPlace();
  t.after(place.close);
  const aws = startBothAws(place);
  t.after(aws.close);
  const commands = installedAws();
  for (const item of randomCases(SEED, STARTED)) {
    const kept = await aws.ask(item);
    for (const {command, major} of commands) {
      const started = await awsDescribe(item.args, {
        endpoint: place.url,
        command,
        env: place.envOf(item),
      });
      const {code, stdout} = major === 1 ? kept.one : kept.two;
      assert.deepEqual({code, stdout}, {code: started.code, stdout: started.stdout}, command);
    }
  }
});
