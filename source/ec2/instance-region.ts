// Off an instance the address leads nowhere: nobody should wait for that longer than this.
const TIMEOUT_MS = 1000;

/**
Asks the metadata service (IMDSv2) which Region this instance runs in; `undefined` off an instance, when AWS_EC2_METADATA_DISABLED is set, or without an answer within a second.
Source: https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/configuring-instance-metadata-service.html
*/
export async function askInstanceRegion(env: NodeJS.ProcessEnv): Promise<string | undefined> {
  if (isInstanceMetadataDisabled(env)) {
    return undefined;
  }

  const isIpv6 = env.AWS_EC2_METADATA_SERVICE_ENDPOINT_MODE?.toLowerCase() === 'ipv6';
  const endpoint =
    env.AWS_EC2_METADATA_SERVICE_ENDPOINT ||
    (isIpv6 ? 'http://[fd00:ec2::254]' : 'http://169.254.169.254');
  const signal = AbortSignal.timeout(TIMEOUT_MS);
  const ask = async (path: string, init: RequestInit) => {
    const response = await fetch(new URL(path, endpoint), {...init, signal, redirect: 'error'});
    return response.ok ? (await response.text()).trim() : undefined;
  };

  try {
    const token = await ask('/latest/api/token', {
      method: 'PUT',
      headers: {'x-aws-ec2-metadata-token-ttl-seconds': '60'},
    });
    return token
      ? await ask('/latest/meta-data/placement/region', {
          headers: {'x-aws-ec2-metadata-token': token},
        })
      : undefined;
  } catch {
    return undefined;
  }
}

/** True when AWS_EC2_METADATA_DISABLED forbids to ask. */
export function isInstanceMetadataDisabled(env: NodeJS.ProcessEnv): boolean {
  const value = env.AWS_EC2_METADATA_DISABLED?.toLowerCase();
  return Boolean(value) && value !== 'false';
}
