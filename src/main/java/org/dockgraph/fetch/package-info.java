/// The one place where plan, store and upstream meet: what is needed goes in, what is known comes out.
@NullMarked
package org.dockgraph.fetch;

import org.jspecify.annotations.NullMarked;
