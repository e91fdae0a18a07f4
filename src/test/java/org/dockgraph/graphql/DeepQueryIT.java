package org.dockgraph.graphql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.dockgraph.Gateway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Loads that begin in the answers to other loads: by default graphql-java would wait for them for ever.
@Timeout(value = 30, unit = TimeUnit.SECONDS)
class DeepQueryIT {

    private final Gateway gateway = Gateway.start();

    @AfterEach
    void stop() {
        gateway.close();
    }

    @Test
    void fiveLevelsOfLoadsFromNothingComeToAnEnd() {
        gateway.ask("""
                        {
                          dockingLocation(id: "34") {
                            spaceStation {
                              dockingEvents(first: 1) {
                                nodes {
                                  flightVehicle {
                                    dockingEvents(first: 1, orderBy: { field: ID }) {
                                      nodes {
                                        spaceStation { name }
                                        dockingLocation { dockingEvents(last: 1) { nodes { ll2Id } } }
                                      }
                                    }
                                  }
                                }
                              }
                            }
                          }
                        }
                        """)
                .path("dockingLocation.spaceStation.dockingEvents.nodes[0].flightVehicle.dockingEvents.nodes[0]"
                        + ".spaceStation.name")
                .entity(String.class)
                .isEqualTo("Tiangong 1")
                .path("dockingLocation.spaceStation.dockingEvents.nodes[0].flightVehicle.dockingEvents.nodes[0]"
                        + ".dockingLocation.dockingEvents.nodes[0].ll2Id")
                .entity(Integer.class)
                .isEqualTo(209);

        assertThat(gateway.callsSinceLastLook())
                .containsExactly(
                        "/2.0.0/spacestation/?limit=100&ordering=name&mode=detailed",
                        "/2.0.0/docking_event/?limit=100&ordering=-docking&space_station__id=7",
                        "/2.0.0/docking_event/?limit=100&ordering=-docking&mode=detailed&flight_vehicle__id=446",
                        "/2.0.0/docking_event/?limit=100&ordering=docking&docking_location__id=34");
    }

    @Test
    void oneRequestSeesOneMoment() {
        gateway.ask("{ a: dockingEvents(first: 1) { nodes { isDocked } } b: dockingEvents(filter: { docked: true }) "
                        + "{ totalCount } }")
                .path("a.nodes[0].isDocked")
                .entity(Boolean.class)
                .isEqualTo(true)
                .path("b.totalCount")
                .entity(Integer.class)
                .isEqualTo(1);
    }
}
