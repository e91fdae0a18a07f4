package org.dockgraph.web;

import jakarta.servlet.ServletException;
import java.io.IOException;
import java.util.Map;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;

/// Tells browsers, in every answer, what they must not do with it. A valve and no filter: filters do not see what the
/// server itself refuses.
final class SecurityHeaders extends ValveBase {

    /// The playground's own scripts and styles, and no others; `style-src` has `unsafe-inline` since its editor sets
    /// styles of elements. What it asks is ours as well.
    private static final String CONTENT_SECURITY_POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:;"
                    + " font-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none';"
                    + " frame-ancestors 'none'";

    private static final Map<String, String> HEADERS = Map.of(
            "Content-Security-Policy", CONTENT_SECURITY_POLICY,
            "Cross-Origin-Opener-Policy", "same-origin",
            "Cross-Origin-Resource-Policy", "same-origin", // of no-cors requests: those with CORS have their own rules
            "Referrer-Policy", "no-referrer",
            "X-Content-Type-Options", "nosniff",
            "X-Frame-Options", "DENY");

    /// For a year, never again without TLS. Not its subdomains: those are not ours.
    private static final String TRANSPORT_SECURITY = "max-age=31536000";

    SecurityHeaders() {
        super(true);
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
        HEADERS.forEach(response::setHeader);
        if (request.isSecure()) { // or was, as a proxy says that is trusted
            response.setHeader("Strict-Transport-Security", TRANSPORT_SECURITY);
        }
        getNext().invoke(request, response);
    }
}
