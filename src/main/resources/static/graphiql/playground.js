import { examples } from './examples.js';

const { createElement: element } = React;

const send = GraphiQL.createFetcher({ url: 'graphql' });

// The events of a subscription, as GraphiQL takes them. The browser connects again if the stream is cut off.
function listen({ query, operationName, variables }) {
  const parameters = new URLSearchParams({
    query,
    operationName: operationName ?? '',
    variables: variables ? JSON.stringify(variables) : '',
  });
  return {
    subscribe(observer) {
      const stream = new EventSource(`graphql?${parameters}`);
      stream.addEventListener('next', event => observer.next(JSON.parse(event.data)));
      stream.addEventListener('complete', () => {
        stream.close();
        observer.complete();
      });
      stream.addEventListener('error', () => {
        if (stream.readyState === EventSource.CLOSED) {
          observer.error(new Error('The gateway refused the subscription.'));
        }
      });
      return { unsubscribe: () => stream.close() };
    },
  };
}

// GraphiQL reads the name of the operation a moment after a tab is opened: who runs it sooner would send the name of the
// tab before, and be told that there is no such operation.
function run({ query, operationName, ...rest }, options) {
  const named = new RegExp(`\\b(query|mutation|subscription)\\s+${operationName}\\b`).exec(query);
  const own = { query, operationName: named ? operationName : undefined, ...rest };
  const isSubscription = named ? named[1] === 'subscription' : /^\s*subscription\b/m.test(query);
  return isSubscription ? listen(own) : send(own, options);
}

const logo = element(
  GraphiQL.Logo,
  null,
  element(
    'span',
    { className: 'playground-logo' },
    element('img', { src: 'graphiql/mark.svg', alt: '', width: 24, height: 24 }),
    element('span', { className: 'playground-name' }, 'Dockgraph'),
    element('a', { href: 'graphql/schema', target: '_blank', rel: 'noopener', title: 'The schema as SDL' }, 'Schema'),
  ),
);

ReactDOM.createRoot(document.getElementById('playground')).render(
  element(
    GraphiQL,
    {
      fetcher: run,
      // A name of our own: every GraphiQL on this host and port would otherwise share its tabs.
      storage: GraphiQL.createLocalStorage({ namespace: 'dockgraph' }),
      defaultTabs: examples,
      // An example has variables, and a pane that is folded away is not found.
      defaultEditorToolsVisibility: 'variables',
      inputValueDeprecation: true,
      schemaDescription: true,
    },
    logo,
  ),
);
