/// Which upstream calls, if any? Pure decisions over what is needed and what is held: no clock, no I/O, no
/// framework.
@NullMarked
package org.dockgraph.plan;

import org.jspecify.annotations.NullMarked;
