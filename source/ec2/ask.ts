import {DescribeStoreImageTasksCommand, type EC2Client} from '@aws-sdk/client-ec2';
import {untilAborted} from '../base/within.js';
import type {DescribeRequest, DescribeStoreImageTasks} from './answer/describe.js';
import {nameAnswerError} from './answer/name-answer-error.js';
import type {RawAnswer} from './answer/protocol.js';
import {pageReaders} from './answer/repeated-page.js';
import {cleanOptional, cleanText, TEXT_LIMITS} from './clean-text.js';
import type {CredentialSource} from './credentials/credential-source.js';
import {ERROR_RULES} from './error-kinds.js';
import {Ec2Error} from './errors.js';
import {redact} from './redact.js';
import {holderOf, howToRenew} from './renewal-advice.js';
import {nameNetworkError} from './transport/name-network-error.js';

export type AskContext = {
  /** A client with `RawAnswerProtocol` and one attempt. */
  readonly client: EC2Client;
  readonly region: string;

  /** Whom requests go to, as it is shown. */
  readonly host: string;

  /** Where the credentials came from, for messages; `undefined` when requests aren't signed. */
  readonly lastSource: () => CredentialSource | undefined;
};

/**
Makes the describe function of a source. After the service refused the credentials the next call fetches them anew: the SDK alone would go on with those it has (measured).
*/
export function createDescribe(context: AskContext): DescribeStoreImageTasks {
  const {client, region, host} = context;
  const readerOf = pageReaders();
  let areCredentialsRefused = false;

  const ask = async (request: DescribeRequest, signal: AbortSignal | undefined) => {
    if (areCredentialsRefused) {
      await client.config.credentials({forceRefresh: true});
      areCredentialsRefused = false;
    }

    const signedAheadMs = client.config.systemClockOffset;
    const answer = await send(client, request, signal).catch(error => {
      const source = context.lastSource();
      if (source === undefined || !isOfHeader(error)) {
        throw error;
      }

      areCredentialsRefused = true;
      throw unsendable(source, error);
    });
    const page = answer.status === 200 ? readerOf(request)(answer.text) : undefined;
    if (page) {
      return {
        ...page,
        requestId: cleanOptional(answer.requestId, TEXT_LIMITS.id),
        serviceTime: answer.serviceTime,
      };
    }

    const source = context.lastSource();
    const now = Date.now();
    const error = nameAnswerError(answer, {region, host, source, now, signedAheadMs});
    areCredentialsRefused = source !== undefined && ERROR_RULES[error.kind].renews;
    throw error;
  };

  return async (request, signal) => {
    if (request.imageIds?.length === 0) {
      throw new Ec2Error('An empty list of AMI IDs would ask for everything. Give at least one.', {
        kind: 'bad-request',
      });
    }

    try {
      signal?.throwIfAborted();
      // The SDK minds the signal only while HTTP is under way, not while credentials are fetched.
      return await untilAborted(ask(request, signal), signal);
    } catch (error) {
      throw forGood(nameThrown(error, host, signal), context.lastSource());
    }
  };
}

async function send(
  client: EC2Client,
  {imageIds, filters, maxResults, nextToken, dryRun}: DescribeRequest,
  abortSignal: AbortSignal | undefined,
): Promise<RawAnswer> {
  const command = new DescribeStoreImageTasksCommand({
    ImageIds: imageIds && [...imageIds],
    Filters: filters?.map(({name, values}) => ({Name: name, Values: [...values]})),
    MaxResults: maxResults,
    NextToken: nextToken,
    DryRun: dryRun,
  });
  return (await client.send(command, {abortSignal})) as unknown as RawAnswer;
}

/** Node sends no header with a control character; those of a signed request hold the ID of the keys and their token. */
function isOfHeader(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ERR_INVALID_CHAR';
}

function unsendable(source: CredentialSource, cause: unknown): Ec2Error {
  return new Ec2Error(
    `The credentials of ${holderOf(source)} hold a character that none have, such as the end of a line. ${howToRenew(source)}`,
    {kind: 'credentials', cause},
  );
}

/** Marks what only a new start can mend. A signature that is too old (RequestExpired) comes of a clock. */
function forGood(error: Ec2Error, source: CredentialSource | undefined): Ec2Error {
  const isOfEnvironment = source?.kind === 'environment' && !source.isFromProfile;
  return isOfEnvironment && ERROR_RULES[error.kind].renews && error.code !== 'RequestExpired'
    ? new Ec2Error(error.problem, {...error, cause: error.cause, isForGood: true})
    : error;
}

function nameThrown(error: unknown, host: string, signal: AbortSignal | undefined): Ec2Error {
  if (signal?.aborted) {
    return new Ec2Error('The request was given up.', {kind: 'aborted', cause: signal.reason});
  }

  if (error instanceof Ec2Error) {
    return error;
  }

  return (
    nameNetworkError(error, host) ??
    new Ec2Error(cleanText(`The request to ${host} can't be made: ${redact(String(error))}`, 500), {
      kind: 'configuration',
      cause: error,
    })
  );
}
