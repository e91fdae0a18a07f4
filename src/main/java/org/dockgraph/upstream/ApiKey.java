package org.dockgraph.upstream;

/// A key that raises the calls that Launch Library 2 allows. It goes into one request header and nowhere else.
///
/// It takes any text: a refusal here would have the settings' reader print the text as the value that it could not
/// convert. [UpstreamProperties] refuses instead.
public record ApiKey(String value) {

    /// Whether it can stand in a header.
    boolean isSendable() {
        return !value.isEmpty() && value.chars().allMatch(c -> c > ' ' && c < 127);
    }

    @Override
    public String toString() {
        return "***";
    }
}
