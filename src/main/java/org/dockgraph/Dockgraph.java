package org.dockgraph;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/// Starts the gateway.
@SpringBootApplication
public class Dockgraph {

    /// Runs until the process is told to stop.
    ///
    /// @param args settings in Spring Boot's form, such as `--server.port=9000`
    public static void main(String... args) {
        SpringApplication.run(Dockgraph.class, args);
    }
}
