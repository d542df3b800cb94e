/** A page as EC2 writes it; `rows` is XML. */
export function page(rows: string, nextToken = ''): string {
  return `<?xml version="1.0" encoding="UTF-8"?>
<DescribeStoreImageTasksResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/">
    <requestId>req-page</requestId>
    <storeImageTaskResultSet>${rows}</storeImageTaskResultSet>
    ${nextToken ? `<nextToken>${nextToken}</nextToken>` : ''}
</DescribeStoreImageTasksResponse>`;
}

export const EMPTY_PAGE = page('');

/** A row of a page; a member given as `undefined` is left out. */
export function row(members: Record<string, string | undefined> = {}): string {
  const all: Record<string, string | undefined> = {
    amiId: 'ami-0123456789abcdef0',
    bucket: 'ami-archive',
    progressPercentage: '41',
    s3objectKey: 'ami-0123456789abcdef0.bin',
    storeTaskState: 'InProgress',
    taskStartTime: '2026-01-02T03:04:05.678Z',
    ...members,
  };
  const xml = Object.entries(all).map(([name, value]) =>
    value === undefined ? '' : `<${name}>${value}</${name}>`,
  );
  return `<item>${xml.join('')}</item>`;
}

export function serviceError(code: string, message: string): string {
  return `<?xml version="1.0" encoding="UTF-8"?>
<Response><Errors><Error><Code>${code}</Code><Message>${message}</Message></Error></Errors><RequestID>req-error</RequestID></Response>`;
}
