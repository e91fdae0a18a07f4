/// A look-alike of Launch Library 2.0.0 on its own port, over a bundled data set: the source of demo and tests.
///
/// It shares no code with the gateway and is only ever reached over HTTP, or it would share the gateway's mistakes.
@NullMarked
package org.dockgraph.replica;

import org.jspecify.annotations.NullMarked;
