import { examples } from './examples.js';

const { createElement: element } = React;

const send = GraphiQL.createFetcher({ url: 'graphql' });

// GraphiQL reads the name of the operation a moment after a tab is opened: who runs it sooner would send the name of the
// tab before, and be told that there is no such operation.
function sendOwnName({ query, operationName, ...rest }, options) {
  const named = new RegExp(`\\b(query|mutation|subscription)\\s+${operationName}\\b`).test(query);
  return send({ query, operationName: named ? operationName : undefined, ...rest }, options);
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
      fetcher: sendOwnName,
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
