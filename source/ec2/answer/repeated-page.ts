import type {DescribeRequest} from './describe.js';
import {readTaskPage, type TaskPage} from './read-answer.js';

/** What stands around the list of an answer, in the one form that EC2 writes it: nothing in it can be part of the list, or hide an end of it. */
const HEAD =
  /^\uFEFF?\s*(?:<\?xml[^>]*\?>\s*)?<DescribeStoreImageTasksResponse(?: xmlns="[^"<&]*")?>\s*(?:<requestId>[^<>&]*<\/requestId>\s*)?$/;
const TAIL = /^\s*(?:<nextToken>([^<>&]*)<\/nextToken>\s*)?<\/DescribeStoreImageTasksResponse>\s*$/;
const LIST = '<storeImageTaskResultSet>';
const END_OF_LIST = '</storeImageTaskResultSet>';

type Read = (text: string) => TaskPage | undefined;

/** Of so many requests the last answer is kept: a poll has two, the newest page and what runs. */
const MOST = 2;

/** Gives the reader for each request that begins a list; pages behind it are read once. */
export function pageReaders(read: Read = readTaskPage): (request: DescribeRequest) => Read {
  const readers = new Map<string, Read>();
  return ({imageIds, filters, maxResults, nextToken}) => {
    if (nextToken !== undefined) {
      return read;
    }

    const name = JSON.stringify([imageIds, filters, maxResults]);
    const reader = readers.get(name) ?? pageReader(read);
    readers.delete(name);
    readers.set(name, reader);
    const [oldest] = readers.keys();
    if (readers.size > MOST && oldest !== undefined) {
      readers.delete(oldest);
    }

    return reader;
  };
}

/**
Reads answers as `readTaskPage` does. Where the list says, to the letter, what the last one said, its tasks are given again, as the same array: nearly every poll of a day finds nothing new, and reading it anew is half of what such a poll costs. Keeps that list's text: some 70 KB of 200 rows.
*/
export function pageReader(read: Read = readTaskPage): Read {
  let last: {readonly list: string; readonly page: TaskPage} | undefined;
  return text => {
    const parts = partsOf(text);
    if (parts && parts.list === last?.list) {
      return {...last.page, nextToken: parts.token || undefined, hasEmptyToken: parts.token === ''};
    }

    const page = read(text);
    last = page && parts && {list: parts.list, page};
    return page;
  };
}

/** The list of an answer, and the token behind it; `undefined` where the answer has another form. */
function partsOf(text: string): {list: string; token: string | undefined} | undefined {
  const start = text.indexOf(LIST);
  const end = text.lastIndexOf(END_OF_LIST);
  const tail = end > start ? TAIL.exec(text.slice(end + END_OF_LIST.length)) : undefined;
  return start !== -1 && tail && HEAD.test(text.slice(0, start))
    ? {list: text.slice(start + LIST.length, end), token: own(tail[1])}
    : undefined;
}

/** As a string of its own: a slice keeps the whole answer alive. */
function own(token: string | undefined): string | undefined {
  return token === undefined ? undefined : Buffer.from(token).toString();
}
