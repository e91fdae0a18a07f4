package org.dockgraph.architecture.twin.graphql;

import org.dockgraph.architecture.twin.replica.BrokenReplica;
import org.springframework.beans.factory.annotation.Autowired;

/// Breaks: graphql imports nothing past fetch; no field injection.
public class BrokenEdge {
    @Autowired
    BrokenReplica replica;
}
