package org.dockgraph.compiled;

import java.time.Instant;
import org.dockgraph.graphql.Lifetime;

/// An answer without errors.
///
/// @param json the whole response, as the GraphQL specification has it
/// @param lifetime how long it may be kept by whoever gets it
/// @param version of what is held, of which it was made
/// @param until the moment as of which it may be another; in the past if it was not fresh
@SuppressWarnings("ArrayRecordComponent") // nobody compares answers, or writes to one
public record CompiledAnswer(byte[] json, Lifetime lifetime, long version, Instant until) {}
