package org.dockgraph.replica;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/// How LL2 behaves towards any client: status, headers, formats, addresses.
class MannersTest {

    private static final String BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";

    @RegisterExtension
    final ReplicaFixture replica = new ReplicaFixture();

    @Test
    void anAnswerIsJsonThatVariesWithAcceptAndAllowsGet() {
        HttpResponse<String> answer = replica.get("docking_event/");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().allValues("Content-Type")).containsExactly("application/json");
        assertThat(answer.headers().allValues("Vary")).containsExactly("Accept");
        assertThat(answer.headers().allValues("Allow")).containsExactly("GET");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "docking_event/207/",
                "docking_event/0/",
                "docking_event/abc/",
                "docking_event/99999999999/",
                "spacecraft/flight/1/",
                "spacecraft/1/",
                "config/spacecraft/99/",
                "agencies/1/",
                "spacestation/1/",
                "config/dockinglocation/16/",
                "launch/",
                "docking_event/?format=xml",
            })
    void whatIsNotThereIsNotFound(String target) {
        HttpResponse<String> answer = replica.get(target);

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body()).isEqualTo("{\"detail\":\"Not found.\"}");
    }

    @ParameterizedTest
    @CsvSource({
        "docking_event, /2.0.0/docking_event/",
        "docking_event/633?format=json, /2.0.0/docking_event/633/?format=json",
        "spacecraft/flight?limit=2&x=%20, /2.0.0/spacecraft/flight/?limit=2&x=%20",
        "api-throttle, /2.0.0/api-throttle/",
    })
    void aMissingSlashIsRedirected(String target, String location) {
        HttpResponse<String> answer = replica.get(target);

        assertThat(answer.statusCode()).isEqualTo(301);
        assertThat(answer.headers().firstValue("Location")).contains(location);
    }

    @Test
    void aClientThatFollowsRedirectsArrives() throws Exception {
        try (HttpClient follower =
                HttpClient.newBuilder().followRedirects(Redirect.NORMAL).build()) {
            var request = HttpRequest.newBuilder(replica.address("docking_event/633"));

            assertThat(follower.send(request.build(), BodyHandlers.ofString()).body())
                    .isEqualTo(replica.get("docking_event/633/").body());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
    void onlyGetIsAllowed(String method) {
        HttpResponse<String> answer = replica.send(HttpRequest.newBuilder(replica.address("docking_event/"))
                .method(method, BodyPublishers.ofString("{}")));

        assertThat(answer.statusCode()).isEqualTo(405);
        assertThat(answer.headers().firstValue("Allow")).contains("GET");
        assertThat(answer.body()).isEqualTo("{\"detail\":\"Method \\\"%s\\\" not allowed.\"}".formatted(method));
    }

    @Test
    void headIsNotAllowedEither() {
        HttpResponse<String> answer = replica.send(
                HttpRequest.newBuilder(replica.address("docking_event/")).HEAD());

        assertThat(answer.statusCode()).isEqualTo(405);
        assertThat(answer.headers().firstValue("Allow")).contains("GET");
    }

    @ParameterizedTest(name = "format={0} Accept={1}")
    @CsvSource(delimiter = '|', textBlock = """
            | | application/json
            | */* | application/json
            | application/json | application/json
            | application/json, text/html | application/json
            | text/*, application/json | application/json
            | application/* | application/json
            | text/html | text/html; charset=utf-8
            | TEXT/HTML;q=0.9, */*;q=0.8 | text/html; charset=utf-8
            api | application/json | text/html; charset=utf-8
            json | text/html | application/json
            """)
    void theFormatParameterDecidesBeforeAccept(@Nullable String format, @Nullable String accept, String contentType) {
        String target = "docking_event/633/" + (format == null ? "" : "?format=" + format);
        HttpResponse<String> answer = accept == null ? replica.get(target) : replica.get(target, "Accept", accept);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).contains(contentType);
    }

    @Test
    void anAcceptThatNoFormatSatisfiesIsRefused() {
        HttpResponse<String> answer = replica.get("docking_event/", "Accept", "image/png");

        assertThat(answer.statusCode()).isEqualTo(406);
        assertThat(answer.body()).isEqualTo("{\"detail\":\"Could not satisfy the request Accept header.\"}");
    }

    @Test
    void formatIsCopiedIntoEveryUrlAndOnlyThere() {
        JsonNode page = replica.json("docking_event/?mode=detailed&limit=100&format=json");

        assertThat(page.findValues("url"))
                .hasSize(600)
                .allMatch(url -> url.asString().endsWith("/?format=json"));
        assertThat(page.get("next").asString()).contains("format=json");
        assertThat(page.findValues("image_url"))
                .noneMatch(url -> url.asString("").contains("format"));
    }

    @Test
    void withoutFormatUrlsAreCleanWhateverAcceptSays() {
        assertThat(replica.get("docking_event/", "Accept", BROWSER).body()).doesNotContain("?format=");
        assertThat(replica.get("docking_event/").body()).doesNotContain("format=");
    }

    @Test
    void thePageForPeopleShowsTheExchangeAndLinksTheJson() {
        HttpResponse<String> answer = replica.get("docking_event/633/?format=api");

        String flight = replica.server().baseAddress() + "spacecraft/flight/900/?format=api";
        assertThat(answer.body())
                .contains("GET /2.0.0/docking_event/633/?format=api")
                .contains("HTTP 200 OK")
                .contains("<b>Allow:</b> GET", "<b>Content-Type:</b> application/json", "<b>Vary:</b> Accept")
                .contains("&quot;id&quot;: 633")
                .contains("<a href=\"%s\" rel=\"nofollow\">%s</a>".formatted(flight, flight));
    }

    @Test
    void thePageForPeopleShowsErrorsToo() {
        HttpResponse<String> answer = replica.get("docking_event/207/?format=api");

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body()).contains("HTTP 404 Not Found", "Not found.");
    }

    @Test
    void thePageForPeopleTakesNoMarkupFromARequest() {
        String script = "%3Cscript%3Ealert(1)%3C/script%3E";

        assertThat(replica.get("docking_event/?format=api&limit=1&x=" + script).body())
                .doesNotContain("<script");
        assertThat(replica.get("docking_event/?format=" + script).statusCode()).isEqualTo(404);
    }

    @Test
    void gzipIsAnsweredToThoseWhoAcceptIt() throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(replica.address("docking_event/?limit=100&mode=detailed"));
        HttpResponse<byte[]> plain = replica.client().send(request.build(), BodyHandlers.ofByteArray());
        HttpResponse<byte[]> gzip = replica.client()
                .send(request.header("Accept-Encoding", "br, gzip;q=0.8").build(), BodyHandlers.ofByteArray());

        assertThat(gzip.headers().firstValue("Content-Encoding")).contains("gzip");
        assertThat(gzip.headers().firstValue("Vary")).contains("Accept, Accept-Encoding");
        assertThat(gzip.body().length).isLessThan(plain.body().length / 5);
        assertThat(new GZIPInputStream(new ByteArrayInputStream(gzip.body())).readAllBytes())
                .isEqualTo(plain.body());
    }

    @ParameterizedTest
    @ValueSource(strings = {"identity", "br", "gzip;q=0", "gzip;q=0.0"})
    void othersGetNoGzip(String acceptEncoding) {
        assertThat(replica.get("docking_event/", "Accept-Encoding", acceptEncoding)
                        .headers()
                        .firstValue("Content-Encoding"))
                .isEmpty();
    }

    @Test
    void urlsNameTheHostThatWasAsked() {
        String asked = replica.server().baseAddress().toString().replace("localhost", "127.0.0.1");

        assertThat(replica.json(asked + "spacecraft/624/").get("url").asString())
                .isEqualTo(asked + "spacecraft/624/");
    }

    @Test
    void theRootListsTheCollections() {
        assertThat(replica.json("").propertyNames())
                .containsExactly(
                        "agencies",
                        "config/dockinglocation",
                        "config/spacecraft",
                        "docking_event",
                        "spacecraft",
                        "spacecraft/flight",
                        "spacestation");
    }

    /// Every address in every item leads to an answer about that very entity.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "docking_event",
                "spacecraft/flight",
                "spacecraft",
                "config/spacecraft",
                "spacestation",
                "agencies"
            })
    void everyLinkResolves(String endpoint) {
        List<JsonNode> pages = Stream.of(0, 100, 200)
                .map(offset -> replica.json(endpoint + "/?limit=100&mode=detailed&offset=" + offset))
                .toList();

        assertThat(pages.stream()
                        .flatMap(page -> page.findParents("url").stream())
                        .filter(entity -> !entity.get("url").isNull())
                        .map(entity -> entity.get("id").asInt() + " "
                                + entity.get("url").asString())
                        .distinct())
                .isNotEmpty()
                .allSatisfy(entity -> {
                    String[] idAndUrl = entity.split(" ", 2);
                    JsonNode answer = replica.json(idAndUrl[1]);
                    assertThat(answer.get("id").asString()).isEqualTo(idAndUrl[0]);
                    assertThat(answer.get("url").asString()).isEqualTo(idAndUrl[1]);
                });
    }
}
