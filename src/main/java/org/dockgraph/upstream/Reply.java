package org.dockgraph.upstream;

/// What a call came to.
///
/// @param requests how many requests were sent for it and counted against the budget: none where the source was not
///     asked, two after a retry, and one more for each redirect
public record Reply(Answer answer, int requests) {}
