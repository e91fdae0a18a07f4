package org.dockgraph.soak;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.dockgraph.cases.CaseRequests;
import org.dockgraph.graphql.RandomRequests;
import org.dockgraph.web.RawAnswer;

/// Requests that nobody in good faith would send: the pages of hostile cases, what is too much of anything, and what
/// is no sense at all. Each is answered soon and shortly, and never by a failure.
final class HostileDocuments implements Traffic {

    private static final Path CASES = Path.of("src/test/resources/cases/hostile");
    private static final int SHORT = 1024 * 1024; // bytes of a refusal
    private static final int LONG = 4 * 1024 * 1024; // bytes of any answer
    private static final int CLIENTS = 4;
    private static final int RANDOM = 300;

    private final Duration time;
    private final List<String> bodies = new ArrayList<>();

    HostileDocuments(Duration time) throws IOException {
        this.time = time;
        bodies.addAll(CaseRequests.of(CASES));
        bodies.addAll(tooMuch().stream().map(Client::body).toList());
        String deep = "[".repeat(50_000);
        bodies.add(deep);
        bodies.add("{\"query\": \"{__typename}\", \"variables\": " + deep + "}");
        bodies.add("{\"query\": \"{__typename}\", \"extensions\": {\"a\": " + "{\"a\":".repeat(20_000) + "1"
                + "}".repeat(20_000) + "}}");
        bodies.add("{\"query\": \"{__typename}\", \"variables\": {\"n\": 1" + "0".repeat(200_000) + "}}");
        bodies.add("{\"query\": \"" + " ".repeat(200_000) + "{__typename}\"}");
        RandomRequests random = new RandomRequests(new Random(5));
        IntStream.range(0, RANDOM).forEach(_ -> bodies.add(random.next()));
    }

    private static List<String> tooMuch() {
        String bomb = IntStream.range(0, 60)
                .mapToObj(i -> "fragment F%d on UpstreamStatus { ...F%d ...F%d } ".formatted(i, i + 1, i + 1))
                .collect(Collectors.joining("", "{ upstream { ...F0 } } ", "fragment F60 on UpstreamStatus { stale }"));
        return List.of(
                Circle.query(),
                bomb,
                numbered("{ ", 3000, "a%d: __typename ", "}"),
                numbered("{ ", 3000, "upstream { a%d: stale } ", "}"),
                numbered("{ upstream { ", 20, "a%d: stale ", "} }"),
                numbered("{ dockingEvents(first: 100) { nodes { ", 30, "a".repeat(5000) + "%d: ll2Id ", "} } }"),
                numbered("", 500, "query Q%d { __typename } ", ""),
                numbered("{ __typename ", 300, "@skip(if: false) ", "}"),
                numbered("query (", 500, "$v%d: Int = 1 ", ") { __typename }"),
                numbered("{ nodes(ids: [", 1000, "\"x%d\" ", "]) { id } }"),
                numbered("{ dockingEvents(filter: { or: [", 300, "{ search: \"a%d\" } ", "] }) { totalCount } }"),
                numbered("{ dockingEvents(filter: { search: \"", 20_000, "a%d ", "\" }) { totalCount } }"),
                numbered("", 20_000, "# %d\n", "{ __typename }"));
    }

    private static String numbered(String start, int times, String part, String end) {
        return IntStream.range(0, times).mapToObj(part::formatted).collect(Collectors.joining("", start, end));
    }

    @Override
    public Outcome at(URI endpoint) throws Exception {
        AtomicInteger next = new AtomicInteger();
        AtomicLong longest = new AtomicLong();
        try (Client client = new Client(endpoint)) {
            int sent = Crowd.during(time, CLIENTS, () -> {
                int number = next.getAndIncrement();
                String body = bodies.get(number % bodies.size());
                Client.Answer answer = client.post(body, "Accept", "application/graphql-response+json");
                check(answer, body);
                longest.accumulateAndGet(answer.time().toMillis(), Math::max);
                if (number % 10 == 0) {
                    sendNonsense(endpoint, new Random(number));
                }
                return null;
            });
            return new Outcome(
                    sent + " of " + bodies.size() + " kinds, answered in " + longest + " ms at most",
                    Duration.ofMillis(longest.get()));
        }
    }

    private static void check(Client.Answer answer, String body) {
        String what = answer + " to " + body.substring(0, Math.min(200, body.length()));
        assertThat(answer.status()).as(what).isIn(200, 400, 413);
        assertThat(answer.text()).as(what).doesNotContain("INTERNAL", "Exception");
        assertThat(answer.bytes()).as(what).hasSizeLessThan(answer.text().contains("\"errors\"") ? SHORT : LONG);
    }

    /// Sends bytes that are no HTTP, and a body that is too long. Whether an answer to the second can be read is up
    /// to the network: it ends the connection.
    private static void sendNonsense(URI endpoint, Random random) throws IOException {
        String bytes = random.ints(200, 0, 256).mapToObj(Character::toString).collect(Collectors.joining());
        assertThat(RawAnswer.to(endpoint, bytes + "\r\n\r\n").status()).isEqualTo(400);
        try {
            String head = "POST /graphql HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n";
            RawAnswer answer = RawAnswer.to(
                    endpoint, head + "Content-Length: 9999999\r\n\r\n" + "{".repeat(random.nextInt(1_000_000)));
            assertThat(answer.status()).isEqualTo(413);
        } catch (IOException _) {
            // reset while the body was sent
        }
    }
}
