import {Ec2Error} from '../../ec2/errors.js';
import type {StoreImageTask} from '../../task/store-image-task.js';
import type {PollSession} from './poll-session.js';

/** The AMI IDs that the service refuses: each is asked for by itself from then on, because one of them has the service refuse a whole request. */
export class RefusedIds {
  /** With its error, by ID. */
  readonly #errors = new Map<string, Ec2Error>();

  has(id: string): boolean {
    return this.#errors.has(id);
  }

  /** Asks for some IDs, without those that turn out to be refused. @throws {Ec2Error} that names none of them. */
  async ask(imageIds: readonly string[], session: PollSession): Promise<readonly StoreImageTask[]> {
    let rest = imageIds;
    while (rest.length > 0) {
      try {
        const answer = await session.ask({imageIds: rest});
        for (const id of rest) {
          this.#errors.delete(id);
        }

        return answer.tasks;
      } catch (error) {
        const named = namedIn(error, rest);
        if (named.length === 0) {
          throw error;
        }

        for (const id of named) {
          this.#errors.set(id, error as Ec2Error);
        }

        rest = rest.filter(id => !named.includes(id));
      }
    }

    return [];
  }

  /** @throws {Ec2Error} when each of these is refused. */
  throwIfAll(imageIds: readonly string[]): void {
    const [error] = this.#errors.values();
    if (error && imageIds.every(id => this.has(id))) {
      throw error;
    }
  }
}

/** The IDs that an InvalidAMIID error names: "The image ids '[ami-…, ami-…]' do not exist". */
function namedIn(error: unknown, imageIds: readonly string[]): string[] {
  if (!(error instanceof Ec2Error) || !error.code?.startsWith('InvalidAMIID')) {
    return [];
  }

  const text = error.serviceMessage ?? '';
  return imageIds.filter(id => text.includes(id));
}
