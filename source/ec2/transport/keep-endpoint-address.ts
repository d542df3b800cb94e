import type {HttpRequest, MiddlewareStack} from '@smithy/types';

/**
Lets requests go to the very address that was given, as the aws command does it: the SDK puts a slash behind its path, and leaves its query out. A fragment is sent to nobody.
@param url Of the endpoint; nothing is done without one.
Source: botocore 1.43, awsrequest.py, _urljoin
*/
export function keepEndpointAddress<Input extends object, Output extends object>(
  stack: MiddlewareStack<Input, Output>,
  url: string | undefined,
): void {
  if (url === undefined) {
    return;
  }

  const {pathname, searchParams} = new URL(url);
  const query = Object.fromEntries(
    [...searchParams.keys()].map(name => [name, searchParams.getAll(name)]),
  );
  stack.add(
    next => args => {
      const request = args.request as HttpRequest;
      request.path = pathname.endsWith('/') ? request.path : request.path.replace(/\/$/, '');
      // Before it is signed.
      request.query = {...request.query, ...query};
      return next(args);
    },
    {step: 'build', name: 'keepEndpointAddress'},
  );
}
