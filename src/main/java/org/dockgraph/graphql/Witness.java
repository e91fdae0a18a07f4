package org.dockgraph.graphql;

import graphql.schema.DataFetchingEnvironment;
import org.dockgraph.fetch.Loaded;
import org.dockgraph.fetch.Tolerance;
import org.dockgraph.plan.Holdings;
import org.dockgraph.plan.Need;

/// Keeps a record of what an answer was made of.
///
/// *Threads:* safe; fields of one request may be resolved by several.
interface Witness {

    /// Notes how a need was met.
    ///
    /// @param tolerance how old it was allowed to be
    /// @param field that needed it
    /// @param view what it was met from
    void note(Need need, Loaded<?> loaded, Tolerance tolerance, DataFetchingEnvironment field, Holdings view);
}
