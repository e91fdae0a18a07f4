/// The edge: the only package that knows GraphQL. Arguments and selections become needs, what is known becomes
/// answers.
@NullMarked
package org.dockgraph.graphql;

import org.jspecify.annotations.NullMarked;
