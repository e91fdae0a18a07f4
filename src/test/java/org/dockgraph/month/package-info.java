/// A month of the gateway on a clock that a test moves: does it hold what it promises, day after day?
@NullMarked
package org.dockgraph.month;

import org.jspecify.annotations.NullMarked;
