package org.dockgraph.bench.reference;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.graphql.autoconfigure.GraphQlAutoConfiguration;
import org.springframework.boot.graphql.autoconfigure.servlet.GraphQlWebMvcAutoConfiguration;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.web.HttpRequestHandler;
import org.springframework.web.servlet.handler.SimpleUrlHandlerMapping;

/// The gateway's own server, with its settings, over something else than GraphQL.
@EnableAutoConfiguration(exclude = {GraphQlAutoConfiguration.class, GraphQlWebMvcAutoConfiguration.class})
final class Endpoint {

    /// What answers: the body of a request to that of its response.
    interface Answers {
        byte[] answer(byte[] request) throws IOException;
    }

    private Endpoint() {}

    /// Serves answers at `/graphql`.
    static void serve(Answers answers, String... arguments) {
        HttpRequestHandler handler = (request, response) ->
                write(response, answers.answer(request.getInputStream().readAllBytes()));
        SpringApplication application = new SpringApplication(Endpoint.class);
        application.addInitializers(context -> ((GenericApplicationContext) context)
                .registerBean(
                        "answers",
                        SimpleUrlHandlerMapping.class,
                        () -> new SimpleUrlHandlerMapping(Map.of("/graphql", handler), 0)));
        application.run(arguments);
    }

    private static void write(HttpServletResponse response, byte[] answer) throws IOException {
        response.setContentType("application/json;charset=UTF-8");
        response.setContentLength(answer.length);
        response.getOutputStream().write(answer);
    }
}
