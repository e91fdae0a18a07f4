package org.dockgraph.web;

import jakarta.servlet.ServletException;
import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;

/// Tells browsers, in every answer, what they must not do with it. A valve and no filter: filters do not see what the
/// server itself refuses.
final class SecurityHeaders extends ValveBase {

    /// An answer is no page, and needs nothing.
    private static final String NOTHING = "default-src 'none'; frame-ancestors 'none'";

    /// The playground's own scripts and styles, and no others; `style-src` has `unsafe-inline` since its editor sets
    /// styles of elements. What it asks is ours as well.
    private static final String PLAYGROUND =
            "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:;"
                    + " font-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none';"
                    + " frame-ancestors 'none'";

    /// For a year, never again without TLS. Not its subdomains: those are not ours.
    private static final String TRANSPORT_SECURITY = "max-age=31536000";

    SecurityHeaders() {
        super(true);
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
        boolean isAnswer = GraphqlEndpoint.PATH.equals(request.getRequestURI()); // null where it is no HTTP
        response.setHeader("Content-Security-Policy", isAnswer ? NOTHING : PLAYGROUND);
        response.setHeader("Cross-Origin-Opener-Policy", "same-origin");
        response.setHeader("Cross-Origin-Resource-Policy", "same-origin"); // without CORS, which has its own rules
        response.setHeader("Referrer-Policy", "no-referrer");
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("X-Frame-Options", "DENY");
        if (request.isSecure()) { // or was, as a proxy says that is trusted
            response.setHeader("Strict-Transport-Security", TRANSPORT_SECURITY);
        }
        getNext().invoke(request, response);
    }
}
