import {profileNames} from '../../ec2/config/profile.js';
import type {KnownValues} from './complete.js';
import {REGIONS} from './regions.js';
import {readSeenImages} from './seen-images.js';

/** What this machine knows: the files of the aws command, and what amiwatch has shown lately. A file that can't be read has nothing to offer. */
export function knownValues(env: NodeJS.ProcessEnv): KnownValues {
  return {
    profiles: () => profileNames(env).catch(() => []),
    regions: async () => REGIONS.map(([value, description]) => ({value, description})),
    imageIds: async () => readSeenImages(env),
  };
}
