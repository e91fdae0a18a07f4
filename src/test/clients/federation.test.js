import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { composeServices } from '@apollo/composition';
import { ApolloGateway, RemoteGraphQLDataSource } from '@apollo/gateway';
import { ApolloServer } from '@apollo/server';
import { ApolloServerPluginInlineTraceDisabled } from '@apollo/server/plugin/disabled';
import { startStandaloneServer } from '@apollo/server/standalone';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { GraphQLClient } from 'graphql-request';
import { parse } from 'graphql';
import { endpoint } from './gateway.js';

// What somebody else may know of the same things: by LL2's number of a docking, by the global id of a station.
const LOGBOOK = parse(/* GraphQL */ `
  extend schema @link(url: "https://specs.apollo.dev/federation/v2.3", import: ["@key", "@shareable"])

  type Query {
    entries: [Entry!]!
  }
  type Entry {
    text: String!
    docking: DockingEvent
    station: SpaceStation
  }
  type DockingEvent @key(fields: "ll2Id") {
    ll2Id: Int!
    notes: [String!]!
  }
  type SpaceStation @key(fields: "id") {
    id: ID!
    visitors: Int!
  }
  type PageInfo @shareable {
    hasNextPage: Boolean!
    hasPreviousPage: Boolean!
    startCursor: String
    endCursor: String
  }
`);

const ISS = 'U3BhY2VTdGF0aW9uOjQ';

const ENTRIES = [
  { text: 'A ship was sent up to bring a crew home.', docking: { ll2Id: 633 } },
  { text: 'Cargo came, and left a month later.', docking: { ll2Id: 622 }, station: { id: ISS } },
  { text: 'Nobody knows of this docking.', docking: { ll2Id: 999999 } },
];

const LOGBOOK_RESOLVERS = {
  Query: { entries: () => ENTRIES },
  DockingEvent: {
    __resolveReference: ({ ll2Id }) => ({ ll2Id }),
    notes: ({ ll2Id }) => ENTRIES.filter(entry => entry.docking.ll2Id === ll2Id).map(entry => entry.text),
  },
  SpaceStation: { __resolveReference: ({ id }) => ({ id }), visitors: () => 280 },
};

async function sdl() {
  const { _service } = await new GraphQLClient(endpoint).request('{ _service { sdl } }');
  return _service.sdl;
}

describe('in a federated graph', () => {
  let logbook, server, supergraph;
  const asked = { dockgraph: [], logbook: [] };

  class Watched extends RemoteGraphQLDataSource {
    constructor({ name, url }) {
      super({ url });
      this.name = name;
    }
    willSendRequest({ request }) {
      asked[this.name].push(request);
    }
  }

  async function ask(query) {
    asked.dockgraph.length = asked.logbook.length = 0;
    const { body } = await server.executeOperation({ query });
    return JSON.parse(JSON.stringify(body.singleResult));
  }

  before(async () => {
    const schema = buildSubgraphSchema({ typeDefs: LOGBOOK, resolvers: LOGBOOK_RESOLVERS });
    logbook = new ApolloServer({ schema, plugins: [ApolloServerPluginInlineTraceDisabled()] });
    const { url } = await startStandaloneServer(logbook, { listen: { port: 0, host: '127.0.0.1' } });
    supergraph = composeServices([
      { name: 'dockgraph', typeDefs: parse(await sdl()), url: endpoint },
      { name: 'logbook', typeDefs: LOGBOOK, url },
    ]);
    assert.deepEqual(supergraph.errors ?? [], []);
    const gateway = new ApolloGateway({
      supergraphSdl: supergraph.supergraphSdl,
      buildService: service => new Watched(service),
    });
    server = new ApolloServer({ gateway });
    await server.start();
  });

  after(async () => {
    await server?.stop();
    await logbook?.stop();
  });

  test('it composes with another subgraph, and keeps what it says of its things', () => {
    assert.match(supergraph.supergraphSdl, /How long the vehicle stayed: `docking` to `departure`/);
    assert.match(supergraph.supergraphSdl, /@listSize\(assumedSize: 20, slicingArguments: \["first", "last"\]/);
    assert.deepEqual(
      [...new Set(supergraph.hints.map(hint => hint.definition.code))],
      ['INCONSISTENT_EXECUTABLE_DIRECTIVE_PRESENCE'],
      'only the directives of queries stay behind: a composed graph has those that all of its parts have',
    );
  });

  test('things of another subgraph are completed here, all of a level at once', async () => {
    const { data, errors } = await ask(`{
      entries { text docking { stay spaceStation { name } } station { name } }
    }`);

    assert.deepEqual(
      data.entries.map(entry => [entry.docking?.stay, entry.docking?.spaceStation?.name, entry.station?.name]),
      [
        [null, 'Tiangong space station', undefined],
        ['P31DT3H25M', 'International Space Station', 'International Space Station'],
        [null, undefined, undefined],
      ],
    );
    assert.deepEqual(errors.map(error => error.extensions.code), ['NOT_FOUND']);
    assert.equal(asked.logbook.length, 1);
    assert.deepEqual(
      asked.dockgraph.map(request => request.variables.representations.length),
      [3, 1],
      'one request for the dockings, one for the stations',
    );
  });

  test('things from here are completed by another subgraph, and then here again', async () => {
    const { data, errors } = await ask(`{
      dockingEvents(first: 2) {
        pageInfo { hasNextPage }
        nodes { ll2Id notes spaceStation { name visitors } }
      }
    }`);

    assert.equal(errors, undefined);
    assert.deepEqual(data.dockingEvents.nodes, [
      { ll2Id: 633, notes: [ENTRIES[0].text], spaceStation: { name: 'Tiangong space station', visitors: 280 } },
      { ll2Id: 622, notes: [ENTRIES[1].text], spaceStation: { name: 'International Space Station', visitors: 280 } },
    ]);
    assert.equal(asked.dockgraph.length, 1);
  });

  test('global ids work in the whole graph', async () => {
    const { data, errors } = await ask(`{ node(id: "${ISS}") { id ... on SpaceStation { name visitors } } }`);

    assert.equal(errors, undefined);
    assert.deepEqual(data.node, { id: ISS, name: 'International Space Station', visitors: 280 });
  });
});

// The program itself: @apollo/rover would fetch it from elsewhere, or want packages for all systems.
const rover = fileURLToPath(new URL('node_modules/@apollo/rover-linux-x64/rover', import.meta.url));

test('rover reads it', { skip: !existsSync(rover) && 'there is no rover for this system' }, async () => {
  const { stdout } = await promisify(execFile)(rover, ['subgraph', 'introspect', endpoint, '--skip-update-check'], {
    env: { ...process.env, APOLLO_TELEMETRY_DISABLED: '1' },
  });

  assert.equal(stdout.trim(), (await sdl()).trim());
});
