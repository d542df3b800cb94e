import {randomUUID} from 'node:crypto';
import {describeStoreImageTasks, takeToken, type World} from './describe-store-image-tasks.js';
import {assertAction, readQuery} from './query.js';
import {ServiceError} from './service-error.js';
import {writeError, writeTasks} from './xml.js';

/** An HTTP answer. `code` is the error's, when it is one. */
export type EndpointAnswer = {
  readonly status: number;
  readonly body: string;
  readonly requestId: string;
  readonly code?: string;
};

/** Answers one request in EC2's wire format. Never throws for what a client sent. */
export function answer(params: URLSearchParams, world: World): EndpointAnswer {
  try {
    assertAction(params);
    takeToken(world);
    const {tasks, nextToken} = describeStoreImageTasks(readQuery(params), world);
    const requestId = randomUUID();
    return {status: 200, body: writeTasks(tasks, nextToken, requestId), requestId};
  } catch (error) {
    if (error instanceof ServiceError) {
      return answerError(error);
    }

    throw error;
  }
}

/** The answer that is this error. */
export function answerError(error: ServiceError): EndpointAnswer {
  const requestId = randomUUID();
  const {status, code} = error;
  return {status, body: writeError(error, requestId), requestId, code};
}
