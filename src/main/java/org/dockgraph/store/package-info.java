/// What do we know, and since when? Every answer split into entities, each with the fields it covers and when they
/// came.
@NullMarked
package org.dockgraph.store;

import org.jspecify.annotations.NullMarked;
