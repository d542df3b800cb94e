import assert from 'node:assert/strict';
import test from 'node:test';
import {openMetadata} from '../../source/ec2/credentials/instance-metadata.js';

function hostFor(env: NodeJS.ProcessEnv, settings: Readonly<Record<string, string>> = {}): string {
  const profile = {settings: new Map(Object.entries(settings))};
  const {host, close} = openMetadata({env, profile, debug: undefined});
  close();
  return host;
}

const IPV4 = '169.254.169.254';
const IPV6 = '[fd00:ec2::254]';

test('the metadata service is asked over version 4 or 6, or at an address of its own', () => {
  assert.equal(hostFor({}), IPV4);
  assert.equal(hostFor({AWS_EC2_METADATA_SERVICE_ENDPOINT_MODE: 'IPv6'}), IPV6);
  assert.equal(hostFor({}, {ec2_metadata_service_endpoint_mode: 'ipv6'}), IPV6);
  assert.equal(hostFor({AWS_IMDS_USE_IPV6: 'True'}), IPV6);
  assert.equal(hostFor({}, {imds_use_ipv6: 'true'}), IPV6);
  assert.equal(hostFor({AWS_IMDS_USE_IPV6: '1'}), IPV4);
  const four = {AWS_EC2_METADATA_SERVICE_ENDPOINT_MODE: 'ipv4'};
  assert.equal(hostFor(four, {imds_use_ipv6: 'true'}), IPV4);
  assert.equal(hostFor(four, {ec2_metadata_service_endpoint_mode: 'ipv6'}), IPV4);
  assert.equal(hostFor({}, {ec2_metadata_service_endpoint: 'http://box:1'}), 'box:1');
  const address = {AWS_EC2_METADATA_SERVICE_ENDPOINT: 'http://box:2/'};
  assert.equal(hostFor(address, {ec2_metadata_service_endpoint: 'http://box:1'}), 'box:2');
  assert.equal(hostFor({...address, AWS_IMDS_USE_IPV6: 'true'}), 'box:2');
});

test('a mode or an address that is none is refused', () => {
  for (const [env, says] of [
    [{AWS_EC2_METADATA_SERVICE_ENDPOINT_MODE: ''}, /mode .* ipv4 or ipv6/],
    [{AWS_EC2_METADATA_SERVICE_ENDPOINT_MODE: 'ipv5'}, /is ipv5, which there isn't/],
    [{AWS_EC2_METADATA_SERVICE_ENDPOINT: 'nowhere'}, /is none: nowhere/],
    [{AWS_EC2_METADATA_SERVICE_ENDPOINT: 'file:///x'}, /is none/],
  ] as const) {
    assert.throws(() => hostFor(env), says);
  }
});
