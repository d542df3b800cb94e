import {readTaskPage} from '../../../../source/ec2/answer/read-answer.js';

/** Reads the body of an answer as the program does: tasks, their texts cleaned. @returns How many. */
export async function read(body: Uint8Array): Promise<number> {
  return readTaskPage(new TextDecoder().decode(body))?.tasks.length ?? 0;
}
