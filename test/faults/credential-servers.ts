import type {TestContext} from 'node:test';
import {type Reply, startServer, type TestServer} from '../ec2/helpers/server.js';
import {assumedRole, CANARY, roleKeys, ssoKeys} from './identities.js';

/** The SSO portal: each token is worth the keys of its name. */
export function startSsoPortal(t: TestContext): Promise<TestServer> {
  return startServer(t, ({headers}) => ({
    body: ssoKeys(String(headers['x-amz-sso_bearer_token'])),
    headers: {'content-type': 'application/json'},
  }));
}

/** STS: whoever asks becomes the role, with the keys of this name. */
export function startSts(t: TestContext, name: () => string): Promise<TestServer> {
  return startServer(t, ({body}) => ({
    body: assumedRole(new URLSearchParams(body).get('Action') ?? '', name()),
  }));
}

/** The metadata service of an instance in us-east-1 with a role; version 2 only. */
export function startImds(t: TestContext, name: () => string): Promise<TestServer> {
  const token = `${CANARY}-imds-token`;
  return startServer(t, ({method, url, headers}): Reply => {
    if (method === 'PUT') {
      return {body: token};
    }

    if (headers['x-aws-ec2-metadata-token'] !== token) {
      return {status: 401};
    }

    if (url.endsWith('/placement/region')) {
      return {body: 'us-east-1'};
    }

    return {body: url.endsWith('/reader') ? roleKeys(name()) : 'reader'};
  });
}

/** What a container's environment says of its authorization. */
export const CONTAINER_TOKEN = `${CANARY}-container-token`;

/** The credentials of a container. */
export function startContainer(t: TestContext, name: () => string): Promise<TestServer> {
  return startServer(
    t,
    ({headers}): Reply =>
      headers.authorization === CONTAINER_TOKEN ? {body: roleKeys(name())} : {status: 401},
  );
}
