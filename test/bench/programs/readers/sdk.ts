import {DescribeStoreImageTasksCommand} from '@aws-sdk/client-ec2';
import {AwsEc2QueryProtocol} from '@aws-sdk/core/protocols';
import {operation} from '@smithy/core/schema';
import type {StaticOperationSchema} from '@smithy/types';

const protocol = new AwsEc2QueryProtocol({
  defaultNamespace: 'com.amazonaws.ec2',
  xmlNamespace: 'http://ec2.amazonaws.com/doc/2016-11-15',
  version: '2016-11-15',
});
const command = new DescribeStoreImageTasksCommand({});
const [, namespace, name, traits, input, output] = command.schema as StaticOperationSchema;
const schema = operation(namespace, name, traits, input, output);

type Output = {readonly $metadata: object; readonly StoreImageTaskResults?: readonly unknown[]};

/** Reads the body of an answer as the SDK does by itself: its texts stay as they came. @returns How many tasks. */
export async function read(body: Uint8Array): Promise<number> {
  const context = {} as Parameters<typeof protocol.deserializeResponse>[1];
  const answer = await protocol.deserializeResponse<Output>(schema, context, {
    statusCode: 200,
    headers: {},
    body,
  });
  return answer.StoreImageTaskResults?.length ?? 0;
}
