import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { ApolloClient, CombinedGraphQLErrors, HttpLink, InMemoryCache, gql } from '@apollo/client';
import { parse } from 'graphql';
import { GraphQLClient } from 'graphql-request';
import { endpoint } from './gateway.js';

const NEWEST_DOCKINGS = /* GraphQL */ `
  query NewestDockings {
    dockingEvents(first: 10, filter: { docking: { lt: "2026-01-01T00:00:00Z" } }) {
      nodes {
        id
        ll2Id
        docking
        isDocked
        spaceStation {
          id
          name
        }
        flightVehicle {
          id
          spacecraft {
            id
            name
          }
        }
      }
    }
  }
`;

const STATION_HISTORY = /* GraphQL */ `
  query StationHistory($station: ID!, $first: Int, $after: String) {
    spaceStation(id: $station) {
      id
      dockingEvents(first: $first, after: $after) {
        totalCount
        pageInfo {
          hasNextPage
          endCursor
        }
        nodes {
          id
          docking
        }
      }
    }
  }
`;

const ISS = '4';

function assertNewestDockings(events) {
  assert.equal(events.length, 10);
  assert.equal(events[0].ll2Id, 633);
  assert.equal(events[0].isDocked, true);
  assert.equal(events[0].spaceStation.name, 'Tiangong space station');
  assert.equal(events[0].flightVehicle.spacecraft.name, 'Shenzhou 22');
  const times = events.map(event => event.docking);
  assert.deepEqual(times, times.toSorted().reverse());
}

async function assertPagesAreWhole(pageAfter) {
  const events = [];
  let page;
  do {
    page = await pageAfter(page?.pageInfo.endCursor ?? null);
    assert.ok(page.nodes.length > 0, 'a page is not empty');
    events.push(...page.nodes);
    assert.ok(events.length <= page.totalCount, 'paging comes to an end');
  } while (page.pageInfo.hasNextPage);

  assert.ok(events.length > 25, 'there was more than one page');
  assert.equal(events.length, page.totalCount);
  assert.equal(new Set(events.map(event => event.id)).size, events.length);
  const times = events.map(event => event.docking);
  assert.deepEqual(times, times.toSorted().reverse());
}

describe('graphql-request', () => {
  const client = new GraphQLClient(endpoint);

  test('gets the newest dockings with their vehicles', async () => {
    const { dockingEvents } = await client.request(NEWEST_DOCKINGS);

    assertNewestDockings(dockingEvents.nodes);
  });

  test("pages through a station's history to its end", () =>
    assertPagesAreWhole(async after => {
      const { spaceStation } = await client.request(STATION_HISTORY, { station: ISS, first: 25, after });
      return spaceStation.dockingEvents;
    }));

  test('finds an event again by its global id', async () => {
    const { dockingEvents } = await client.request(NEWEST_DOCKINGS);
    const [{ id, ll2Id }] = dockingEvents.nodes;

    const { node } = await client.request(
      `query Again($id: ID!) { node(id: $id) { __typename id ... on DockingEvent { ll2Id } } }`,
      { id },
    );

    assert.deepEqual(node, { __typename: 'DockingEvent', id, ll2Id });
  });

  test('gets null and NOT_FOUND with its path for an unknown id', async () => {
    const lenient = new GraphQLClient(endpoint, { errorPolicy: 'all' });

    const { data, errors } = await lenient.rawRequest(`{ lost: dockingEvent(id: "2000000000") { id } }`);

    assert.deepEqual(data, { lost: null });
    assert.equal(errors.length, 1);
    assert.deepEqual(errors[0].path, ['lost']);
    assert.equal(errors[0].extensions.code, 'NOT_FOUND');
  });
});

describe('Apollo Client', () => {
  const possibleTypes = {
    Node: ['Agency', 'DockingEvent', 'DockingLocation', 'FlightVehicle', 'SpaceStation', 'Spacecraft', 'SpacecraftConfig'],
  };
  const apollo = () => new ApolloClient({ link: new HttpLink({ uri: endpoint }), cache: new InMemoryCache({ possibleTypes }) });

  test('is told all types that there are of a Node', async () => {
    const { data } = await apollo().query({ query: parse('{ __type(name: "Node") { possibleTypes { name } } }') });

    assert.deepEqual(data.__type.possibleTypes.map(({ name }) => name).toSorted(), possibleTypes.Node);
  });

  test('gets the newest dockings with their vehicles', async () => {
    const { data } = await apollo().query({ query: gql(NEWEST_DOCKINGS) });

    assertNewestDockings(data.dockingEvents.nodes);
  });

  test('keeps one record of each thing in its cache', async () => {
    const client = apollo();
    const { data } = await client.query({ query: gql(NEWEST_DOCKINGS) });

    const records = Object.keys(client.cache.extract());
    for (const event of data.dockingEvents.nodes) {
      assert.ok(records.includes(`DockingEvent:${event.id}`));
      assert.ok(records.includes(`FlightVehicle:${event.flightVehicle.id}`));
    }
  });

  test('reads a thing that it holds by its id alone', async () => {
    const client = apollo();
    const { data } = await client.query({ query: gql(NEWEST_DOCKINGS) });
    const [{ spaceStation }] = data.dockingEvents.nodes;

    const again = client.cache.readFragment({
      id: client.cache.identify(spaceStation),
      fragment: gql`
        fragment Named on Node {
          id
          ... on SpaceStation {
            name
          }
        }
      `,
    });

    assert.equal(again.name, spaceStation.name);
  });

  test('gets what could be answered, and an error with its code for the rest', async () => {
    const { data, error } = await apollo().query({
      query: parse('{ spaceStation(id: "4") { id name } dockingEvent(id: "2000000000") { id } }'),
      errorPolicy: 'all',
    });

    assert.equal(data.spaceStation.name, 'International Space Station');
    assert.equal(data.dockingEvent, null);
    assert.ok(CombinedGraphQLErrors.is(error));
    assert.deepEqual(error.errors.map(({ path, extensions }) => [path, extensions.code]), [[['dockingEvent'], 'NOT_FOUND']]);
  });

  test('is told by GraphQL, not by HTTP, what is wrong with a query', async () => {
    await assert.rejects(apollo().query({ query: parse('{ dokcings { id } }') }), error => {
      assert.ok(CombinedGraphQLErrors.is(error));
      assert.equal(error.errors[0].extensions.code, 'GRAPHQL_VALIDATION_FAILED');
      return true;
    });
  });
});
