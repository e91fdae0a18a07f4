/// What the parts of the gateway take, one by one. Run by `src/bench/run parts`.
@NullMarked
package org.dockgraph.bench.parts;

import org.jspecify.annotations.NullMarked;
