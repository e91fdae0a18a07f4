import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { serverAudits } from 'graphql-http';
import { endpoint } from './gateway.js';

const audits = serverAudits({ url: endpoint, fetchFn: fetch });

describe('the audits of the GraphQL over HTTP specification', () => {
  test('are all 61', () => assert.equal(audits.length, 61));

  for (const audit of audits) {
    test(`${audit.id} ${audit.name}`, async () => {
      const result = await audit.fn();
      assert.equal(result.status, 'ok', result.reason);
    });
  }
});
