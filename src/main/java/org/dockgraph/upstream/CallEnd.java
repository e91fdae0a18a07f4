package org.dockgraph.upstream;

/// How one request ended, for those who count.
///
/// @param path which list it went to, such as `docking_event/`, for a single entity too; `api-throttle/` for a
///     reading of the limit
/// @param outcome `found`, `missing`, `throttled`, `timed_out`, `unavailable`, `malformed` or `redirected`
public record CallEnd(String path, String outcome) {}
