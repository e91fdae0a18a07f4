/// How is Launch Library 2 asked? HTTP, decoding, and every way it can fail. The only place that knows snake_case.
@NullMarked
package org.dockgraph.upstream;

import org.jspecify.annotations.NullMarked;
