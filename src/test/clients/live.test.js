import assert from 'node:assert/strict';
import { after, describe, test } from 'node:test';
import { createClient as createSseClient } from 'graphql-sse';
import { createClient as createWsClient } from 'graphql-ws';
import WebSocket from 'ws';
import { endpoint, somethingHappens } from './gateway.js';

const BOARD = /* GraphQL */ `
  subscription Board($since: DateTime) {
    dockingEventChanged(since: $since) {
      kind
      event {
        flightVehicle {
          ll2Id
        }
      }
    }
  }
`;

const clients = {
  'graphql-ws': () => createWsClient({ url: endpoint.replace(/^http/, 'ws'), webSocketImpl: WebSocket, retryAttempts: 0 }),
  'graphql-sse': () => createSseClient({ url: endpoint, retryAttempts: 0 }),
};

for (const [name, create] of Object.entries(clients)) {
  describe(name, () => {
    const client = create();
    after(() => client.dispose());

    test('runs a query', async () => {
      const answers = [];
      for await (const answer of client.iterate({ query: '{ __typename }' })) {
        answers.push(answer);
      }

      assert.deepEqual(answers, [{ data: { __typename: 'Query' } }]);
    });

    test('is told of an arrival or a departure', async () => {
      const changes = client.iterate({ query: BOARD, variables: { since: new Date().toISOString() } });
      const first = changes.next();
      const kind = await somethingHappens();

      assert.deepEqual((await first).value, {
        data: { dockingEventChanged: { kind, event: { flightVehicle: { ll2Id: 415 } } } },
      });
      await changes.return();
    });

    test('is told the code of what cannot be run', async () => {
      const codes = answer => answer.errors.map(error => error.extensions.code);
      const run = async () => {
        for await (const answer of client.iterate({ query: '{ nonsense }' })) {
          return codes(answer);
        }
      };

      // A WebSocket ends the operation with its errors, an event stream has them as its only answer.
      const told = await run().catch(errors => codes({ errors }));

      assert.deepEqual(told, ['GRAPHQL_VALIDATION_FAILED']);
    });
  });
}
