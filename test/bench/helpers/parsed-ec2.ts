import {writeTasks} from '../../../source/demo/endpoint/xml.js';
import type {
  DescribeAnswer,
  DescribeRequest,
  DescribeStoreImageTasks,
} from '../../../source/ec2/answer/describe.js';
import {readTaskPage} from '../../../source/ec2/answer/read-answer.js';
import type {Account} from './account.js';

export type ParsedEc2 = {
  readonly describe: DescribeStoreImageTasks;

  /** Makes and reads the newest page now, so that the next request for it costs nothing. */
  readonly prepareNewestPage: () => void;
};

const PAGE = 200;

/** An account whose answers are written as XML and read as the program reads them, in this process: the strings that are kept are those that the program would keep. Tasks are listed, not looked up by ID. */
export function parsedEc2(account: Account): ParsedEc2 {
  let prepared: DescribeAnswer | undefined;
  /** The newest page as it stood with each progress of the running tasks, as bytes, outside of the heap that is measured. */
  const newest = new Map<string, Buffer>();
  const newestPageXml = () => {
    const progress = Array.from(
      {length: account.running},
      (_, index) => account.task(index).progressPercentage,
    ).join();
    const known = newest.get(progress) ?? Buffer.from(pageXml(account, {}));
    newest.set(progress, known);
    return known.toString();
  };
  const isNewestPage = ({filters, nextToken}: DescribeRequest) => !filters && !nextToken;
  return {
    async describe(request) {
      if (isNewestPage(request) && prepared) {
        const answer = prepared;
        prepared = undefined;
        return answer;
      }

      return read(isNewestPage(request) ? newestPageXml() : pageXml(account, request));
    },
    prepareNewestPage() {
      prepared = read(newestPageXml());
    },
  };
}

function pageXml(account: Account, {filters, nextToken}: DescribeRequest): string {
  const isFiltered = filters?.some(({values}) => values.includes('InProgress')) ?? false;
  const size = isFiltered ? account.running : account.size;
  const from = Number(nextToken ?? 0);
  const to = Math.min(size, from + PAGE);
  const tasks = Array.from({length: to - from}, (_, index) => account.task(from + index));
  return writeTasks(tasks, to < size ? String(to) : undefined, 'bench');
}

function read(xml: string): DescribeAnswer {
  const page = readTaskPage(xml);
  if (!page) {
    throw new Error("The bench's own page can't be read.");
  }

  return {...page, requestId: undefined};
}
