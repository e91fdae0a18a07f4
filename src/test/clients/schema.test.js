import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { diff } from '@graphql-inspector/core';
import * as graphql16 from 'graphql';
import * as graphql17 from 'graphql-17';
import { endpoint, gateway } from './gateway.js';

const read = path => readFile(new URL(`../../../${path}`, import.meta.url), 'utf8');

// The contract, and what federation adds to it.
const sdl = [await read('schema.graphqls'), await read('src/main/resources/graphql/federation.graphqls')].join('\n');

// Engines add directives of their own to what they report.
function contract(graphql, schema, inFile) {
  const directives = schema.getDirectives().filter(({ name }) => inFile.getDirective(name));
  return graphql.printSchema(
    graphql.lexicographicSortSchema(new graphql.GraphQLSchema({ ...schema.toConfig(), directives })),
  );
}

// What has no description, of all that is ours.
function* undescribed(schema, inFile) {
  const named = (owner, parts) => Object.values(parts).map(part => [`${owner}${part.name}`, part]);
  const types = Object.values(schema.getTypeMap()).filter(({ name }) => inFile.getType(name) && !name.startsWith('__'));
  const directives = schema.getDirectives().filter(({ name }) => inFile.getDirective(name));
  const parts = [...named('', types), ...named('@', directives)];
  for (const [name, part] of parts) {
    if (!part.description?.trim()) {
      yield name;
    }
    parts.push(
      ...named(`${name}.`, part.getFields?.() ?? part.getValues?.() ?? {}),
      ...named(`${name}:`, part.args ?? []),
    );
  }
}

test('the SDL at /graphql/schema is the file, and below it what federation adds', async () => {
  const answer = await fetch(`${gateway}/graphql/schema`);

  assert.equal(answer.status, 200);
  assert.equal(await answer.text(), sdl);
});

async function introspected(graphql) {
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
  return graphql.buildClientSchema(data);
}

for (const graphql of [graphql16, graphql17]) {
  const inFile = graphql.buildSchema(sdl);

  test(`introspection by graphql-js ${graphql.version} gives that schema`, async () => {
    assert.equal(contract(graphql, await introspected(graphql), inFile), contract(graphql, inFile, inFile));
  });

  test(`introspection by graphql-js ${graphql.version} describes everything`, async () => {
    assert.deepEqual([...undescribed(await introspected(graphql), inFile)], []);
  });
}

test('graphql-inspector sees no change from the file to what the gateway has, and would see one', async () => {
  const inFile = graphql16.buildSchema(sdl);
  const comparable = schema => graphql16.buildSchema(contract(graphql16, schema, inFile));
  const served = comparable(await introspected(graphql16));
  const changesFrom = async text => {
    const changes = await diff(comparable(graphql16.buildSchema(text)), served);
    return changes.map(({ message }) => message);
  };

  assert.deepEqual(await changesFrom(sdl), []);
  assert.deepEqual(await changesFrom(sdl.replace('isDocked: Boolean', 'isDocked: String')), [
    "Field 'DockingEvent.isDocked' changed type from 'String' to 'Boolean'",
  ]);
});
