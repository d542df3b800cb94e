/** What --generate-cli-skeleton prints, member for member as the aws command does. */
export const INPUT_SKELETON = {
  ImageIds: [''],
  DryRun: true,
  Filters: [{Name: '', Values: ['']}],
  NextToken: '',
  MaxResults: 0,
} as const;

/**
A sample answer.
@param isText The aws command has a time there and not a text, which --output text writes in Python's way.
*/
export function outputSkeleton(isText: boolean) {
  return {
    StoreImageTaskResults: [
      {
        AmiId: 'AmiId',
        TaskStartTime: isText ? '1970-01-01 00:00:00' : '1970-01-01T00:00:00',
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
