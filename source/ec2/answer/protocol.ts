import {AwsEc2QueryProtocol} from '@aws-sdk/core/protocols';
import type {HttpResponse, MetadataBearer, OperationSchema} from '@smithy/types';
import {requestIdOf} from '../transport/debug-line.js';

/** What came back, whatever it is: nothing of it is checked yet. */
export type RawAnswer = {
  readonly status: number;
  readonly text: string;
  readonly requestId: string | undefined;

  /** The service's clock (`Date` header), ms since the epoch; `undefined` without one that can be read. */
  readonly serviceTime: number | undefined;
};

/**
EC2's protocol for requests, and none for answers: every answer comes back as it is, with any status.
The SDK's own reading loses a whole page to one bad timestamp, takes a page of HTML for an empty answer, and throws what its retry code may want to try again.
*/
export class RawAnswerProtocol extends AwsEc2QueryProtocol {
  override async deserializeResponse<Output extends MetadataBearer>(
    _operation: OperationSchema,
    _context: unknown,
    response: HttpResponse,
  ): Promise<Output> {
    const text = new TextDecoder().decode(response.body as Uint8Array);
    const answer: RawAnswer & MetadataBearer = {
      status: response.statusCode,
      text,
      requestId: requestIdOf(response, text),
      serviceTime: readDate(response.headers.date),
      $metadata: {httpStatusCode: response.statusCode},
    };
    return answer as unknown as Output;
  }
}

function readDate(header: string | undefined): number | undefined {
  const at = Date.parse(header ?? '');
  return Number.isNaN(at) ? undefined : at;
}
