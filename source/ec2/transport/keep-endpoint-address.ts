import type {HttpRequest, MiddlewareStack} from '@smithy/types';

/**
Lets requests go to the very address that was given, as the aws command does it: the SDK puts a slash behind its path.
@param url Of the endpoint; nothing is done without a path.
Source: botocore 1.43, awsrequest.py, _urljoin
*/
export function keepEndpointPath<Input extends object, Output extends object>(
  stack: MiddlewareStack<Input, Output>,
  url: string | undefined,
): void {
  if (url === undefined || new URL(url).pathname.endsWith('/')) {
    return;
  }

  stack.add(
    next => args => {
      const request = args.request as HttpRequest;
      request.path = request.path.replace(/\/$/, '');
      return next(args);
    },
    {step: 'build', name: 'keepEndpointPath'},
  );
}
