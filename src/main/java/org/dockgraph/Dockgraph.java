package org.dockgraph;

import java.util.List;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.event.ApplicationEnvironmentPreparedEvent;
import org.springframework.context.ApplicationListener;

/// Starts the gateway, or only the bundled replica where `dockgraph.replica.only` says so.
@SpringBootApplication
public class Dockgraph {

    /// The system shares the processors among these, while a virtual thread keeps its own until it waits for something.
    /// With one for each processor, two long computations would keep everybody else waiting.
    private static final String CARRIERS = "16";

    /// Runs until the process is told to stop.
    ///
    /// @param args settings in Spring Boot's form, such as `--server.port=9000`
    public static void main(String... args) {
        System.getProperties().putIfAbsent("jdk.virtualThreadScheduler.parallelism", CARRIERS);
        application().run(args);
    }

    /// The application, which reads from its settings what it is to run.
    static SpringApplication application() {
        SpringApplication application = new SpringApplication();
        application.setMainApplicationClass(Dockgraph.class);
        application.addListeners((ApplicationListener<ApplicationEnvironmentPreparedEvent>) prepared -> {
            boolean replicaOnly = prepared.getEnvironment().getProperty("dockgraph.replica.only", Boolean.class, false);
            application.addPrimarySources(List.of(replicaOnly ? ReplicaOnly.class : Dockgraph.class));
            if (replicaOnly) {
                application.setWebApplicationType(WebApplicationType.NONE);
            }
        });
        return application;
    }
}
