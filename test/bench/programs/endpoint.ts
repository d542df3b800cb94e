/** The embedded endpoint in a process of its own, so that it takes nothing from those who are measured. Arguments: the account as JSON. Speaks with `startEndpoint`. */
import process from 'node:process';
import {startEc2Endpoint} from '../../../source/demo/endpoint/ec2-endpoint.js';
import {type AccountOptions, accountScenario, createAccount} from '../helpers/account.js';
import type {EndpointAnswer, EndpointOrder} from '../helpers/endpoint.js';

const options: AccountOptions = JSON.parse(process.argv[2] ?? '');
let moving = 0;
const endpoint = await startEc2Endpoint({
  scenario: accountScenario(createAccount(options, Date.now()), () => moving),
});
const answer = () => {
  const {url, requests} = endpoint;
  const cameAt = requests.entries().map(({at}) => at);
  process.send?.({url, requests: requests.total().requests, cameAt} satisfies EndpointAnswer);
};

process.on('message', (order: EndpointOrder) => {
  moving = order.moving ?? moving;
  answer();
});
process.on('disconnect', () => process.exit());
answer();
