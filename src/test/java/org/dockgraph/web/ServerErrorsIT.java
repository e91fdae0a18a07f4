package org.dockgraph.web;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Objects;
import org.dockgraph.Dockgraph;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.web.filter.OncePerRequestFilter;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What fails at the server, outside of GraphQL.
@ExtendWith(OutputCaptureExtension.class)
class ServerErrorsIT {

    /// A bug that ends every request.
    private static final class Bug extends OncePerRequestFilter {
        @Override
        protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain rest)
                throws ServletException {
            throw new ServletException("secret of " + request.getRequestURL());
        }
    }

    @Test
    void aBugIsToldUnderTheIdByWhichTheLogHasItOnce(CapturedOutput output) throws Exception {
        try (ConfigurableApplicationContext application = new SpringApplicationBuilder(Dockgraph.class)
                        .initializers(
                                context -> ((GenericApplicationContext) context).registerBean(Bug.class, Bug::new))
                        .run("--server.port=0", "--dockgraph.replica.port=0", "--dockgraph.mirror.enabled=false");
                HttpClient http = HttpClient.newHttpClient()) {
            int port = Objects.requireNonNull(((WebServerApplicationContext) application).getWebServer())
                    .getPort();
            String address = "http://localhost:" + port;
            for (String path : new String[] {"/graphql", "/graphql/schema", "/graphiql", "/actuator/health"}) {
                HttpResponse<String> answer = http.send(
                        HttpRequest.newBuilder(URI.create(address + path)).build(), BodyHandlers.ofString());
                JsonNode error = new JsonMapper().readTree(answer.body()).at("/errors/0");
                String id = error.at("/extensions/id").asString();

                assertThat(answer.statusCode()).as(path).isEqualTo(500);
                assertThat(error.at("/extensions/code").asString()).isEqualTo("INTERNAL");
                assertThat(error.path("message").asString()).contains(id);
                assertThat(answer.body()).doesNotContain("secret", "Servlet");
                assertThat(output).containsOnlyOnce("id=" + id).containsOnlyOnce("secret of " + address + path + "\n");
            }
        }
    }
}
