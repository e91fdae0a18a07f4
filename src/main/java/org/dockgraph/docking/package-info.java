/// What are the things? The entities of docking as immutable records, their references and the fields that can be
/// known of them. Knows nothing of GraphQL, HTTP or any version of Launch Library 2. Links are addresses as RFC 3986
/// has
/// them, kept as text, since nobody asks for their parts.
@NullMarked
package org.dockgraph.docking;

import org.jspecify.annotations.NullMarked;
