/// Composition: the application, its configuration, and the choice of the upstream source.
@NullMarked
package org.dockgraph;

import org.jspecify.annotations.NullMarked;
