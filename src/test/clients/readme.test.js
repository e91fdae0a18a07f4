import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { parse } from 'graphql';
import WebSocket from 'ws';
import { launchBrowser } from './browser.js';
import { gateway, somethingHappens } from './gateway.js';
import { Project, blocksOfCode, snippets } from './readme.js';

// Browsers have it, Node.js from 22 on.
globalThis.WebSocket ??= WebSocket;

// What a user of the types would write, and what the compiler must not let pass.
const TYPED = `
  import type { StationHistory_station$data } from './__generated__/StationHistory_station.graphql';
  import { allDockings } from './requests';

  for await (const { docking, flightVehicle } of allDockings()) {
    const moment: string | null = docking;
    const name: string | null | undefined = flightVehicle?.spacecraft?.name;
    // @ts-expect-error: what may be null is not taken for granted
    flightVehicle.spacecraft;
    // @ts-expect-error: what is not selected is not there
    flightVehicle?.destination;
  }

  export function firstOf({ dockingEvents }: StationHistory_station$data) {
    const moment: string | null | undefined = dockingEvents?.edges[0].node.docking;
    // @ts-expect-error: a moment is text
    const number: number | null | undefined = dockingEvents?.edges[0].node.docking;
  }
`;

describe("the README's front end", () => {
  const project = new Project('readme');
  let ask;

  before(async () => {
    await project.fill(snippets);
    await project.write('schema.graphql', await (await fetch(`${gateway}/graphql/schema`)).text());
    // As the page says that it is done with the other client.
    const live = snippets.get('src/live.ts').replace('graphql-ws', 'graphql-sse').replace('ws://', 'http://');
    await project.write('src/live-sse.ts', live);
    await project.run('graphql-codegen');
    await project.run('relay-compiler', '--noWatchman');
    await project.bundle('apollo.ts', 'urql.ts', 'main.tsx', 'live.ts', 'live-sse.ts', 'requests.ts', 'ask.js');
    ({ ask } = await project.load('ask'));
  });

  async function assertAllDockings(dockings) {
    const { dockingEvents } = await ask('{ dockingEvents { totalCount } }');
    assert.equal(dockings.length, dockingEvents.totalCount);
    assert.equal(new Set(dockings.map(({ id }) => id)).size, dockings.length);
    assert.equal(dockings.at(-1).flightVehicle.spacecraft.name, 'Soyuz 10');
    const times = dockings.map(({ docking }) => docking);
    assert.deepEqual(times, times.toSorted().reverse());
  }

  /** Lets a vehicle dock, so that it can leave. */
  async function aVehicleDocks() {
    while ((await somethingHappens()) !== 'ARRIVAL');
  }

  /** The first value of a client's stream that is wanted. */
  async function first(stream, isWanted) {
    let reading;
    const value = await new Promise(resolve => {
      reading = stream.subscribe(value => isWanted(value) && resolve(value));
    });
    reading.unsubscribe();
    return value;
  }

  const now = () => new Date().toISOString();

  test('is all code of the page', () => {
    const code = [...snippets.keys()].filter(name => !name.endsWith('.json'));
    assert.equal(code.length, blocksOfCode);
  });

  test('compiles under tsc --strict', async () => {
    await project.write('src/typed.ts', TYPED);
    await project.run('tsc');
  });

  test('is not generated from a query with a misspelt field', async () => {
    const misspelt = new Project('misspelt');
    const files = ['codegen.ts', 'src/dockings.ts'].map(name => [name, snippets.get(name)]);
    await misspelt.fill(files.map(([name, content]) => [name, content.replace('{ id docking', '{ id dokcing')]));

    await assert.rejects(misspelt.run('graphql-codegen'), /Cannot query field "dokcing" on type "DockingEvent"/);
  });

  test('has a manifest whose hashes the gateway finds right', async () => {
    const manifest = Object.entries(JSON.parse(await project.read('src/gql/persisted-documents.json')));
    const [id, query] = manifest.find(([, text]) => text.startsWith('query Dockings'));
    const persistedQuery = { version: 1, sha256Hash: id.replace('sha256:', '') };

    const answer = await fetch(`${gateway}/graphql`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ query, extensions: { persistedQuery } }),
    });

    assert.equal((await answer.json()).errors, undefined);
    const again = await (await fetch(`${gateway}/graphql?documentId=${id}`)).json();
    assert.equal(again.data.dockingEvents.edges.length, 100);
  });

  test('Apollo Client puts the pages of a list together', async () => {
    const { dockings, loadMore } = await project.load('apollo');
    const longerThan = async length =>
      (await first(dockings, ({ data }) => data?.dockingEvents.edges.length > length)).data.dockingEvents;

    let list = await longerThan(0);
    while (list.pageInfo.hasNextPage) {
      await loadMore();
      list = await longerThan(list.edges.length);
    }

    await assertAllDockings(list.edges.map(({ node }) => node));
  });

  test('urql puts the pages of a list together', async () => {
    const { dockings } = await project.load('urql');
    let page;
    do {
      const { data, error } = await dockings(page?.pageInfo.endCursor);
      assert.ifError(error);
      page = data.dockingEvents;
    } while (page.pageInfo.hasNextPage);

    await assertAllDockings(page.edges.map(({ node }) => node));
  });

  for (const [client, ask] of [
    ['apollo', ({ dockings }) => first(dockings, ({ data }) => data)],
    ['urql', ({ dockings }) => dockings()],
  ]) {
    test(`${client} sends hashes instead of texts`, async t => {
      await ask(await project.load(client));
      const sent = t.mock.method(globalThis, 'fetch').mock;
      await ask(await project.load(client));

      const [address, { body }] = sent.calls.at(-1).arguments;
      assert.match(body ?? decodeURIComponent(address), /"sha256Hash":"[0-9a-f]{64}"/);
      assert.doesNotMatch(body ?? decodeURIComponent(address), /flightVehicle/);
    });
  }

  for (const [client, list] of [
    ['apollo', ({ dockings }) => dockings],
    ['urql', ({ dockings }) => dockings()],
  ]) {
    test(`${client}'s list shows that a vehicle has left`, async () => {
      await aVehicleDocks();
      const front = await project.load(client);
      const departure = ({ data }) => data?.dockingEvents.edges[0].node.departure;
      await first(list(front), result => departure(result) === null);
      const following = front.changes(now()).subscribe(() => {});

      await somethingHappens();

      await first(list(front), departure);
      following.unsubscribe();
    });
  }

  for (const [client, module] of [['graphql-ws', 'live'], ['graphql-sse', 'live-sse']]) {
    test(`${client} tells of what happens`, async () => {
      const { changes } = await project.load(module);
      const following = changes(now());
      const first = following.next();

      const kind = await somethingHappens();

      assert.equal((await first).value.kind, kind);
      await following.return();
    });
  }

  describe('does not complain about what has no id', () => {
    const QUERIES = [
      '{ upstream { source budget { limit } mirror { events } } }',
      '{ upstream { stale budget { remaining } mirror { complete } } }',
      '{ spacecraft(id: "624") { id status { name } spacecraftConfig { id type { name } } } }',
      '{ spacecraft(id: "624") { id status { ll2Id } spacecraftConfig { id type { ll2Id } } } }',
    ];

    for (const [client, ask] of [
      ['apollo', (client, query) => client.query({ query: parse(query) })],
      ['urql', (client, query) => client.query(query, {}).toPromise()],
    ]) {
      test(`in ${client}'s cache`, async t => {
        const { client: cached } = await project.load(client);
        const complain = t.mock.fn();
        t.mock.method(console, 'warn', complain);
        t.mock.method(console, 'error', complain);

        for (const query of QUERIES) {
          const { data, error } = await ask(cached, query);
          assert.ifError(error);
          assert.ok(data);
        }

        assert.deepEqual(complain.mock.calls.map(call => call.arguments), []);
      });
    }
  });

  test('graphql-request reads a list to its end', async () => {
    const { allDockings } = await project.load('requests');
    const dockings = [];
    for await (const docking of allDockings()) {
      dockings.push(docking);
    }
    await assertAllDockings(dockings);
  });

  test('fetch tells what is wrong and gives the rest', async t => {
    const warn = t.mock.method(console, 'warn', () => {});

    const data = await ask(
      'query ($id: ID!) { spaceStation(id: $id) { name } dockingEvent(id: "9999") { docking } }',
      { id: '4' },
    );

    assert.deepEqual(data, { spaceStation: { name: 'International Space Station' }, dockingEvent: null });
    assert.deepEqual(warn.mock.calls[0].arguments.slice(0, 2), ['NOT_FOUND', ['dockingEvent']]);
  });

  describe('with Relay, in a browser', () => {
    let browser;

    before(async () => (browser = await launchBrowser()));
    after(() => browser?.close());

    test("pages through a station's history and shows who leaves", async () => {
      await aVehicleDocks();
      const { spaceStation } = await ask('{ spaceStation(id: "4") { name dockingEvents { totalCount } } }');
      const page = await browser.newPage({ bypassCSP: true }); // the gateway's pages take no scripts but their own
      page.setDefaultTimeout(15_000);
      const complaints = [];
      page.on('console', message => {
        if (message.type() !== 'info' && !message.location().url.endsWith('/favicon.ico')) {
          complaints.push(message.text());
        }
      });
      page.on('pageerror', error => complaints.push(error.message));
      // Any page of the gateway, since its WebSocket is for pages of its own origin.
      await page.goto(`${gateway}/graphql/schema`);
      await page.setContent('<div id="root"></div>');
      await page.addScriptTag({ type: 'module', content: await project.read('bundle/main.js') });

      await page.getByRole('heading', { name: spaceStation.name }).waitFor();
      const more = page.getByRole('button', { name: 'Earlier' });
      const shown = page.getByRole('listitem');

      for (let before = await shown.count(); await more.isVisible(); before = await shown.count()) {
        await more.click();
        await shown.nth(before).waitFor();
      }

      const times = await shown.allTextContents();
      assert.equal(times.length, spaceStation.dockingEvents.totalCount);
      const dockings = times.map(time => time.split(' – ')[0]); // of two in the same second, either may leave first
      assert.deepEqual(dockings, dockings.toSorted().reverse());

      assert.match(times[0], / – $/);
      await somethingHappens();
      await page.waitForFunction(() => / – \d/.test(document.querySelector('li').textContent));
      assert.deepEqual(complaints, []);
    });
  });
});
