/// What does an operator see and do? Health, metrics, and a refresh on demand.
@NullMarked
package org.dockgraph.operate;

import org.jspecify.annotations.NullMarked;
