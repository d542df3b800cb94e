import type {Output} from './formats.js';

/** What --generate-cli-skeleton prints, member for member as the aws command does. */
export const INPUT_SKELETON = {
  ImageIds: [''],
  DryRun: true,
  Filters: [{Name: '', Values: ['']}],
  NextToken: '',
  MaxResults: 0,
} as const;

/** The same as YAML, with what the API's model says of each member. Source: version 2 of the aws command */
export const YAML_INPUT_SKELETON = `ImageIds:  # The AMI IDs for which to show progress.
- ''
DryRun: true # Checks whether you have the required permissions for the action, without actually making the request, and provides an error response.
Filters: # The filters.
- Name: ''  # The name of the filter.
  Values: # The filter values.
  - ''
NextToken: '' # The token for the next page of results.
MaxResults: 0 # The maximum number of results to return in a single call.
`;

const TIME = '1970-01-01 00:00:00';

/** The formats for which the aws command has a time there and not a text. */
export function hasTime(output: Output): boolean {
  return output === 'text' || output === 'yaml' || output === 'yaml-stream';
}

/** A time needs no quotes in YAML, where a text that looks like one does; alone it is JSON. */
export function bareTime(text: string): string {
  return text.replaceAll(`'${TIME}'`, TIME).replace(`"${TIME}"`, `"${TIME.replace(' ', 'T')}"`);
}

/**
A sample answer.
@param isTime The time is one, and not a text in the form of the API.
*/
export function outputSkeleton(isTime: boolean) {
  return {
    StoreImageTaskResults: [
      {
        AmiId: 'AmiId',
        TaskStartTime: isTime ? TIME : '1970-01-01T00:00:00',
        Bucket: 'Bucket',
        S3objectKey: 'S3objectKey',
        ProgressPercentage: 0,
        StoreTaskState: 'StoreTaskState',
        StoreTaskFailureReason: 'StoreTaskFailureReason',
      },
    ],
    NextToken: 'NextToken',
  };
}
