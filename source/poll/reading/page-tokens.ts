import type {DescribeRequest} from '../../ec2/answer/describe.js';
import {Ec2Error} from '../../ec2/errors.js';

/** A token, and those that led to it. */
type SeenToken = {readonly token: string; readonly before: SeenToken | undefined};

/** How many tokens are remembered: the newest. A walk through all that an account can have takes fewer. */
const MAX_TOKENS = 2000;

/**
Sees to it that a walk through pages comes to an end: a token that was there before on the same walk would lead round and round, without a word. A walk begins with a request without a token, or with a token that nobody here has seen.
Source: botocore/paginate.py, "The same next token was received twice".
*/
export class PageTokens {
  readonly #steps = new Map<string, SeenToken>();

  /**
  @param nextToken What the answer to the request says of the next page.
  @throws {Ec2Error} of kind `bad-answer` when the walk that led to the request has had this token.
  */
  check({nextToken: sent, filters}: DescribeRequest, nextToken: string | undefined): void {
    if (!nextToken) {
      return;
    }

    // Two lists may well call their pages the same.
    const list = JSON.stringify(filters ?? []);
    const before =
      sent === undefined
        ? undefined
        : (this.#steps.get(list + sent) ?? {token: sent, before: undefined});
    for (let step = before; step; step = step.before) {
      if (step.token === nextToken) {
        throw new Ec2Error(
          'The service gave the same page token twice, so that its list would never end. Try again; if it lasts, check the endpoint and the proxy.',
          {kind: 'bad-answer'},
        );
      }
    }

    const name = list + nextToken;
    this.#steps.delete(name);
    this.#steps.set(name, {token: nextToken, before});
    const [oldest] = this.#steps.keys();
    if (this.#steps.size > MAX_TOKENS && oldest !== undefined) {
      this.#steps.delete(oldest);
    }
  }
}
