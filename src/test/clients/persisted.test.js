import assert from 'node:assert/strict';
import { createHash, randomUUID } from 'node:crypto';
import { describe, test } from 'node:test';
import { ApolloClient, HttpLink, InMemoryCache, gql } from '@apollo/client';
import { PersistedQueryLink } from '@apollo/client/link/persisted-queries';
import { Client, fetchExchange } from '@urql/core';
import { persistedExchange } from '@urql/exchange-persisted';
import { endpoint } from './gateway.js';

const GRAPHQL = 'application/graphql-response+json';

/** A document that the gateway cannot know yet. */
const unseen = () => gql`
  query Unseen_${randomUUID().replaceAll('-', '')}($station: ID!) {
    spaceStation(id: $station) {
      id
      name
    }
  }
`;

const variables = { station: '4' };

/** Fetches, and notes of every request its method, whether it brought the text, and what was answered. */
function noting(notes, headers = {}) {
  return async (address, options) => {
    const answer = await fetch(address, { ...options, headers: { ...options.headers, ...headers } });
    const sent = options.body ? JSON.parse(options.body) : Object.fromEntries(new URL(address).searchParams);
    const type = answer.headers.get('content-type').split(';')[0];
    const { errors } = await answer.clone().json();
    notes.push([options.method, sent.query ? 'text' : 'hash', answer.status, type, errors?.[0].message ?? 'data']);
    return answer;
  };
}

const missThenText = (method, retry, type) => [
  [method, 'hash', 200, type, 'PersistedQueryNotFound'],
  [retry, 'text', 200, type, 'data'],
];

describe("Apollo Client's persisted queries", () => {
  const sha256 = text => createHash('sha256').update(text).digest('hex');
  const apollo = (fetch, options) =>
    new ApolloClient({
      link: new PersistedQueryLink({ sha256, ...options }).concat(new HttpLink({ uri: endpoint, fetch })),
      cache: new InMemoryCache(),
      defaultOptions: { query: { fetchPolicy: 'no-cache' } },
    });

  for (const [useGETForHashedQueries, method] of [[false, 'POST'], [true, 'GET']]) {
    for (const type of [GRAPHQL, 'application/json']) {
      test(`sends the text once, then only the hash, by ${method} with ${type}`, async () => {
        const notes = [];
        const client = apollo(noting(notes, { accept: type }), { useGETForHashedQueries });
        const query = unseen();

        for (let i = 0; i < 2; i++) {
          const { data } = await client.query({ query, variables });
          assert.equal(data.spaceStation.name, 'International Space Station');
        }

        assert.deepEqual(notes, [...missThenText(method, 'POST', type), [method, 'hash', 200, type, 'data']]);
      });
    }
  }

  test('a client that never sent the text is served what another has sent', async () => {
    const query = unseen();
    await apollo(fetch).query({ query, variables });

    const notes = [];
    await apollo(noting(notes)).query({ query, variables });

    assert.deepEqual(notes, [['POST', 'hash', 200, GRAPHQL, 'data']]);
  });

  test('a wrong hash is an error, and nobody gets an answer by it', async () => {
    const notes = [];
    const client = apollo(noting(notes), { generateHash: async () => sha256(randomUUID()) });

    await assert.rejects(client.query({ query: unseen(), variables }), /provided sha does not match query/);

    assert.deepEqual(notes.map(([, sent, status]) => [sent, status]), [['hash', 200], ['text', 400]]);
  });
});

describe("urql's persisted exchange", () => {
  const urql = (fetch, options) =>
    new Client({ url: endpoint, fetch, exchanges: [persistedExchange(options), fetchExchange] });

  for (const [preferGetForPersistedQueries, method] of [[false, 'POST'], [true, 'GET']]) {
    for (const type of [GRAPHQL, 'application/json']) {
      test(`sends the text once, then only the hash, by ${method} with ${type}`, async () => {
        const notes = [];
        const client = urql(noting(notes, { accept: type }), { preferGetForPersistedQueries });
        const query = unseen();

        for (let i = 0; i < 2; i++) {
          const { data, error } = await client.query(query, variables).toPromise();
          assert.equal(error, undefined);
          assert.equal(data.spaceStation.name, 'International Space Station');
        }

        assert.deepEqual(notes, [...missThenText(method, method, type), [method, 'hash', 200, type, 'data']]);
      });
    }
  }
});
