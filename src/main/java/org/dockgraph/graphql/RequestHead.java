package org.dockgraph.graphql;

import java.net.URI;
import org.springframework.http.HttpHeaders;

/// The head of the HTTP request that a question came with. For most questions nobody needs the whole of it.
public interface RequestHead {

    /// What was asked.
    URI uri();

    HttpHeaders headers();

    /// Whether there is a header of this name.
    boolean has(String name);

    /// A head that is read already.
    static RequestHead of(URI uri, HttpHeaders headers) {
        record Read(URI uri, HttpHeaders headers) implements RequestHead {
            @Override
            public boolean has(String name) {
                return headers.containsHeader(name);
            }
        }

        return new Read(uri, headers);
    }
}
