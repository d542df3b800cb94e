import type {Filter} from '../ec2/describe.js';
import type {StoreImageTask} from '../task/store-image-task.js';

/**
Applies filters as the service would have: values of one are ORed, filters are ANDed, letters' case counts, `*` and `?` are wildcards. Needed where AMI IDs are given, because the service then ignores every filter.
Source: https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/Using_Filtering.html
*/
export function passesFilters(task: StoreImageTask, filters: readonly Filter[]): boolean {
  return filters.every(filter => {
    const value = filter.name === 'bucket' ? task.bucket : task.storeTaskState;
    return filter.values.some(pattern => wildcard(pattern).test(value ?? ''));
  });
}

function wildcard(pattern: string): RegExp {
  const escaped = pattern.replaceAll(/[.+^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`^${escaped.replaceAll('*', '.*').replaceAll('?', '.')}$`, 's');
}
