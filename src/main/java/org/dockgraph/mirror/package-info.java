/// What survives a restart, and what is refreshed with spare calls? What is held is written to a file from
/// time to time and read when the gateway starts.
@NullMarked
package org.dockgraph.mirror;

import org.jspecify.annotations.NullMarked;
