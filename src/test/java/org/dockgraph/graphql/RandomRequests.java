package org.dockgraph.graphql;

import java.util.Random;

/// Good requests in which something was changed: a character, or a piece that stands twice, elsewhere or no more.
public final class RandomRequests {

    private static final String[] GOOD = {
        "query Q($n: Int) { dockingEvents(first: $n, filter: { docked: true }) { nodes { docking } totalCount } }",
        "{ node(id: \\\"RG9ja2luZ0V2ZW50OjYzMw\\\") { id ... on DockingEvent { ...E } } } fragment E on DockingEvent { stay }",
        "{ _entities(representations: [{ __typename: \\\"DockingEvent\\\", ll2Id: 622 }]) { __typename } }",
        "{ spaceStations { edges { cursor node { name @skip(if: false) } } } __schema { types { name } } }"
    };
    private static final String PIECES = "{}[]()\"\\\\:!$@#.,-+ 0e\u0000\u007f\ud83d\ude80é\ud800…|&=";

    private final Random random;

    /// The same ones for the same seed.
    public RandomRequests(Random random) {
        this.random = random;
    }

    /// The body of one.
    public String next() {
        String body = "{\"query\": \"" + GOOD[random.nextInt(GOOD.length)] + "\", \"variables\": {\"n\": 3}}";
        for (int changes = random.nextInt(4); changes >= 0; changes--) {
            body = changed(body);
        }
        return body;
    }

    private String changed(String body) {
        int at = random.nextInt(body.length());
        int end = Math.min(body.length(), at + random.nextInt(12));
        String piece = body.substring(at, end);
        int to = random.nextInt(body.length());
        return switch (random.nextInt(4)) {
            case 0 -> body.substring(0, at) + body.substring(end);
            case 1 -> body.substring(0, to) + piece + body.substring(to);
            case 2 -> body.substring(0, to) + piece.repeat(50) + body.substring(to);
            default -> body.substring(0, at) + PIECES.charAt(random.nextInt(PIECES.length())) + body.substring(at);
        };
    }
}
