import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { diff } from '@graphql-inspector/core';
import * as graphql16 from 'graphql';
import * as graphql17 from 'graphql-17';
import { endpoint, gateway } from './gateway.js';

const file = await readFile(new URL('../../../schema.graphqls', import.meta.url), 'utf8');

// Engines add directives of their own to what they report; the contract has types, fields and descriptions.
function contract(graphql, schema, overrides = {}) {
  const config = { ...schema.toConfig(), directives: graphql.specifiedDirectives, ...overrides };
  return graphql.printSchema(graphql.lexicographicSortSchema(new graphql.GraphQLSchema(config)));
}

// graphql-java's printer leaves out a schema block that names no other types than the usual, and with it what it says.
const withoutOwnDescription = { description: undefined };

for (const graphql of [graphql16, graphql17]) {
  const inFile = graphql.buildSchema(file);

  test(`introspection by graphql-js ${graphql.version} gives the schema in the file`, async () => {
    const query = graphql.getIntrospectionQuery({
      descriptions: true,
      specifiedByUrl: true,
      directiveIsRepeatable: true,
      schemaDescription: true,
      inputValueDeprecation: true,
      oneOf: true,
    });
    const answer = await fetch(endpoint, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/graphql-response+json' },
      body: JSON.stringify({ query }),
    });
    const { data, errors } = await answer.json();

    assert.equal(errors, undefined);
    assert.equal(contract(graphql, graphql.buildClientSchema(data)), contract(graphql, inFile));
  });

  test(`the SDL at /graphql/schema is the schema in the file to graphql-js ${graphql.version}`, async () => {
    const answer = await fetch(`${gateway}/graphql/schema`);

    assert.equal(answer.status, 200);
    assert.equal(
      contract(graphql, graphql.buildSchema(await answer.text()), withoutOwnDescription),
      contract(graphql, inFile, withoutOwnDescription),
    );
  });
}

test('graphql-inspector sees no change from the file to what the gateway has, and would see one', async () => {
  const { buildClientSchema, buildSchema, getIntrospectionQuery } = graphql16;
  const answer = await fetch(endpoint, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query: getIntrospectionQuery({ specifiedByUrl: true }) }),
  });
  const { data } = await answer.json();
  const served = buildSchema(contract(graphql16, buildClientSchema(data)));
  const changesFrom = async text => {
    const changes = await diff(buildSchema(contract(graphql16, buildSchema(text))), served);
    return changes.map(({ message }) => message);
  };

  assert.deepEqual(await changesFrom(file), []);
  assert.deepEqual(await changesFrom(file.replace('isDocked: Boolean', 'isDocked: String')), [
    "Field 'DockingEvent.isDocked' changed type from 'String' to 'Boolean'",
  ]);
});
