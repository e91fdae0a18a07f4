package org.dockgraph.upstream;

/// What a call came to.
///
/// @param requests how many requests were sent for it and counted against the budget: none where the answer is
///     [Answer.OverBudget] or [Answer.Suspended], two after a retry
public record Reply(Answer answer, int requests) {}
