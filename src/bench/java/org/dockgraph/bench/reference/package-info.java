/// What the gateway is compared with: a prepared answer, stock Spring GraphQL, and a program written by hand.
@NullMarked
package org.dockgraph.bench.reference;

import org.jspecify.annotations.NullMarked;
