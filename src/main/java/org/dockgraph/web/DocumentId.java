package org.dockgraph.web;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What a document is known by.
///
/// @param value the SHA-256 of its text as 64 hexadecimal digits in lower case, or any other text
record DocumentId(String value) {

    private static final Pattern SHA256 = Pattern.compile("(?:sha256:)?(\\p{XDigit}{64})");

    /// Reads an id. A hash may have `sha256:` before it, and digits of either case.
    static DocumentId of(String text) {
        Matcher hash = SHA256.matcher(text);
        return new DocumentId(hash.matches() ? hash.group(1).toLowerCase(Locale.ROOT) : text);
    }

    /// The hash of a document.
    static DocumentId ofText(String document) {
        return new DocumentId(Sha256.of(document));
    }
}
