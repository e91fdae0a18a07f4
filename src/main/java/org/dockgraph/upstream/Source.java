package org.dockgraph.upstream;

import java.net.URI;
import org.dockgraph.plan.Call;

/// What can be asked in place of Launch Library 2: the real thing, or one that is made up to see what a question
/// would cost.
public interface Source extends AutoCloseable {

    /// The API's address with its version, ending in a slash.
    URI address();

    /// Makes one call, if that is allowed now. Blocks until its answer is whole; nothing is thrown.
    Reply ask(Call call, Errand errand);

    /// How many calls are left.
    Budget budget();

    /// Whether calls are let through at all.
    Breaker breaker();

    @Override
    void close();
}
