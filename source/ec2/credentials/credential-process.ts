import {isatty} from 'node:tty';
import {readJson} from '../answer/read-error.js';
import {cleanText} from '../clean-text.js';
import {splitWords} from '../config/split-words.js';
import {Ec2Error} from '../errors.js';
import {redact} from '../redact.js';
import {howToRenew, profileName} from '../renewal-advice.js';
import type {FetchContext} from './fetch-context.js';
import {halfProfile} from './half-configured.js';
import {readKeys} from './json-keys.js';
import {type Ended, runInGroup} from './run-in-group.js';
import {type Keys, sourceOf, type Way} from './way.js';

type ProcessWay = Extract<Way, {kind: 'process'}>;

/** The most that is shown of what it wrote to stderr, in characters: the end says why. */
const MAX_SHOWN = 400;

/**
Runs the profile's credential_process: the command split into words as Python's shlex does, without a shell, with this program's stdin unless the screen needs it.
@throws {Ec2Error} with what it wrote to stderr, without secrets and without its command line, which may hold one.
Source: botocore 1.43, credentials.py, ProcessProvider
*/
export async function runCredentialProcess(
  way: ProcessWay,
  {env, processStdin: stdin, timeoutMs: limitMs}: FetchContext,
): Promise<Keys> {
  const isOnTerminal = stdin === 'inherit' && isatty(0);
  const words = wordsOf(way);
  const ended = await runInGroup(words, {env, stdin, isOnTerminal, limitMs}).catch(
    (error: NodeJS.ErrnoException) => {
      throw failed(way, `can't be started (${error.code ?? 'no reason given'})`);
    },
  );
  if (ended.end !== 0) {
    throw failed(way, `ended with ${ended.end}`, saidBy(words, ended));
  }

  return keysOf(way, ended.stdout, saidBy(words, ended));
}

function wordsOf({command, holder}: ProcessWay): readonly string[] {
  try {
    const words = splitWords(command);
    if (words.length > 0) {
      return words;
    }
  } catch (error) {
    throw halfProfile(
      holder,
      `has a credential_process that can't be split into words: ${(error as Error).message}. Mend it in ~/.aws/config.`,
    );
  }

  throw halfProfile(holder, 'has an empty credential_process. Fill it in, or take it out.');
}

function keysOf(way: ProcessWay, stdout: string, said: string): Keys {
  const answer = readJson(stdout);
  if (!answer) {
    throw failed(way, 'printed no JSON', said);
  }

  if (answer.Version !== 1) {
    throw failed(way, 'printed keys of another Version than 1', said);
  }

  try {
    return readKeys(stdout, {token: 'SessionToken', isWhole: false});
  } catch (error) {
    throw failed(way, `printed no whole keys: ${(error as Error).message}`, said);
  }
}

/** An option whose value is a secret. */
const SECRET_OPTION = /^-.*(?:pass|pwd|secret|token|key|auth|credential)/i;

/** What it wrote to stderr, as a sentence; secrets of its own command line, which it may repeat, are taken out, too. */
function saidBy(words: readonly string[], {stderr}: Ended): string {
  const secrets = words.filter((_, index) => SECRET_OPTION.test(words[index - 1] ?? ''));
  const text = secrets
    .filter(Boolean)
    .reduce((rest, secret) => rest.replaceAll(secret, '(hidden)'), stderr.trim());
  // Before it is cut: a name that tells a secret may stand in front of the cut.
  const shown = cleanText(redact(text).slice(-MAX_SHOWN), MAX_SHOWN);
  return shown === '' ? '' : `It wrote: ${shown.replace(/(?<![.!?])$/, '.')} `;
}

function failed({holder, ...way}: ProcessWay, what: string, said = ''): Ec2Error {
  const advice = howToRenew(sourceOf({holder, ...way}, holder));
  return new Ec2Error(
    `The credential_process of ${profileName(holder)} ${what.replace(/\.$/, '')}. ${said}${advice}`,
    {kind: 'credentials'},
  );
}
