package org.dockgraph.upstream;

/// A key that raises the calls that Launch Library 2 allows. It goes into one request header and nowhere else.
public record ApiKey(String value) {

    /// Refuses what cannot stand in a header.
    public ApiKey {
        if (value.isBlank() || !value.chars().allMatch(c -> c > ' ' && c < 127)) {
            throw new IllegalArgumentException(
                    "dockgraph.upstream.api-key must be visible ASCII characters without spaces."
                            + " Copy it once more, or leave it out to ask anonymously.");
        }
    }

    @Override
    public String toString() {
        return "***";
    }
}
