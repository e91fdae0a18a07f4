import { examples } from '/graphiql/examples.js';

const { createElement: element } = React;

const logo = element(
  GraphiQL.Logo,
  null,
  element(
    'span',
    { className: 'playground-logo' },
    element('img', { src: '/graphiql/mark.svg', alt: '', width: 24, height: 24 }),
    element('span', { className: 'playground-name' }, 'Dockgraph'),
    element('a', { href: '/graphql/schema', target: '_blank', rel: 'noopener', title: 'The schema as SDL' }, 'Schema'),
  ),
);

ReactDOM.createRoot(document.getElementById('playground')).render(
  element(
    GraphiQL,
    {
      fetcher: GraphiQL.createFetcher({ url: '/graphql' }),
      // A name of our own: every GraphiQL on this host and port would otherwise share its tabs.
      storage: GraphiQL.createLocalStorage({ namespace: 'dockgraph' }),
      defaultTabs: examples,
      // For a tab of one's own: the welcome text of GraphiQL says nothing about this graph.
      defaultQuery: '',
      // An example has variables, and a pane that is folded away is not found.
      defaultEditorToolsVisibility: 'variables',
      inputValueDeprecation: true,
      schemaDescription: true,
    },
    logo,
  ),
);
