/// How fast is the gateway, beside what else could be in its place? Run by `src/bench/run`, not by `mvn verify`.
@NullMarked
package org.dockgraph.bench;

import org.jspecify.annotations.NullMarked;
