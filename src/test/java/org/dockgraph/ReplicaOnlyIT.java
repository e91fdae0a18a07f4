package org.dockgraph;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.dockgraph.fetch.Fetcher;
import org.dockgraph.replica.ReplicaServer;
import org.junit.jupiter.api.Test;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

class ReplicaOnlyIT {

    @Test
    void theReplicaRunsByItselfWithoutAGateway() throws IOException, InterruptedException {
        try (ConfigurableApplicationContext application = Dockgraph.application()
                        .run(
                                "--dockgraph.replica.only=true",
                                "--dockgraph.replica.port=0",
                                "--logging.level.root=warn");
                HttpClient http = HttpClient.newHttpClient()) {
            assertThat(application).isNotInstanceOf(WebServerApplicationContext.class);
            assertThat(application.getBeanNamesForType(Fetcher.class)).isEmpty();

            HttpResponse<String> list = http.send(
                    HttpRequest.newBuilder(application
                                    .getBean(ReplicaServer.class)
                                    .baseAddress()
                                    .resolve("docking_event/?limit=1&ordering=-docking"))
                            .header("Accept", "application/json")
                            .build(),
                    BodyHandlers.ofString());

            assertThat(list.body()).contains("\"count\":238", "Shenzhou 22");
        }
    }
}
