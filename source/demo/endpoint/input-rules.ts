import type {DescribeInput} from './query.js';
import {ServiceError} from './service-error.js';

const MAX_IMAGE_IDS = 20;
const MAX_RESULTS = 200;
const AMI_ID = /^ami-(?:[\da-f]{8}|[\da-f]{17})$/;

/** @throws {ServiceError} InvalidParameterCombination, InvalidParameterValue, InvalidAMIID.Malformed. */
export function assertImageIds(
  imageIds: readonly string[],
  {maxResults, nextToken}: Pick<DescribeInput, 'maxResults' | 'nextToken'>,
): void {
  if (maxResults !== undefined || nextToken !== undefined) {
    const paging = maxResults === undefined ? 'nextToken' : 'maxResults';
    throw new ServiceError(
      'InvalidParameterCombination',
      `The parameter imageIds cannot be used with the parameter ${paging}`,
    );
  }

  if (imageIds.length > MAX_IMAGE_IDS) {
    throw new ServiceError(
      'InvalidParameterValue',
      `The number of image IDs (${imageIds.length}) exceeds the maximum of ${MAX_IMAGE_IDS}`,
    );
  }

  const malformed = imageIds.find(id => !AMI_ID.test(id));
  if (malformed !== undefined) {
    const hint = malformed.startsWith('ami-') ? '' : ' (expecting "ami-...")';
    throw new ServiceError('InvalidAMIID.Malformed', `Invalid id: "${malformed}"${hint}`);
  }
}

/** Comes after all other checks: a dry run says whether the request would have succeeded. */
export function assertNoDryRun({dryRun}: DescribeInput): void {
  if (dryRun) {
    throw new ServiceError('DryRunOperation');
  }
}

/** @throws {ServiceError} InvalidParameterValue. */
export function assertMaxResults(maxResults: number | undefined): void {
  if (maxResults === undefined || (maxResults >= 1 && maxResults <= MAX_RESULTS)) {
    return;
  }

  const bound =
    maxResults < 1 ? 'greater than or equal to 1' : `less than or equal to ${MAX_RESULTS}`;
  throw new ServiceError(
    'InvalidParameterValue',
    `Value ( ${maxResults} ) for parameter maxResults is invalid. Expecting a value ${bound}.`,
  );
}
