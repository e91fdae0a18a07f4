/// The packaged gateway under all that clients do, good and bad, for some minutes: is anything left behind, and does a
/// light query ever wait? Run by `.ci/run`, not by `mvn verify`.
@NullMarked
package org.dockgraph.soak;

import org.jspecify.annotations.NullMarked;
