/// What may become of the schema from one release to the next?
@NullMarked
package org.dockgraph.schema;

import org.jspecify.annotations.NullMarked;
