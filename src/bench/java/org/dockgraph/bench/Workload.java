package org.dockgraph.bench;

import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.dockgraph.replica.ReplicaDataset;
import org.dockgraph.replica.Row;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// What clients ask, again and again with other variables.
enum Workload {
    W1("100 events, own fields", "until", """
            query W1($until: DateTime!) {
              dockingEvents(first: 100, filter: { docking: { lte: $until } }) {
                nodes { id ll2Id docking departure launchId isDocked stay url }
              }
            }
            """),

    W2("100 events, five levels", "until", """
            query W2($until: DateTime!) {
              dockingEvents(first: 100, filter: { docking: { lte: $until } }) { nodes { %s } }
            }
            """.formatted(Workload.NESTED)),

    W3("one event, five levels", "id", """
            query W3($id: ID!) { dockingEvent(id: $id) { %s } }
            """.formatted(Workload.NESTED)),

    FILTER("20 events of an agency", "agency", """
            query Filter($agency: ID!) {
              dockingEvents(first: 20, filter: { agency: { eq: $agency } }) {
                nodes { id ll2Id docking departure }
              }
            }
            """);

    private static final String NESTED = """
            id ll2Id docking departure
            flightVehicle {
              ll2Id destination missionEnd
              spacecraft {
                ll2Id name serialNumber
                spacecraftConfig { ll2Id name inUse crewCapacity agency { ll2Id name abbrev } }
              }
            }
            dockingLocation { name }
            spaceStation { name }
            """;

    private static final JsonMapper JSON = new JsonMapper();
    private static final int PAGES = 10;
    private static final int EVENTS = 100;
    private static final int OVERLAPPING = 12; // eight pages begin within each

    private final String title;
    private final String variable;
    private final String document;

    Workload(String title, String variable, String document) {
        this.title = title;
        this.variable = variable;
        this.document = document.strip();
    }

    /// In a few words.
    String title() {
        return title;
    }

    /// The body of a request.
    ///
    /// @param value of its variable
    byte[] body(String value) {
        ObjectNode body = JSON.createObjectNode();
        body.put("operationName", this == FILTER ? "Filter" : name());
        body.putObject("variables").put(variable, value);
        body.put("query", document);
        return body.toString().getBytes(StandardCharsets.UTF_8);
    }

    /// The values that its variable takes: ten pages, spread over all events, or a hundred ids; ten agencies.
    List<String> values(ReplicaDataset data) {
        if (this == FILTER) {
            return data.rows(Row.Agency.class).stream()
                    .map(agency -> String.valueOf(agency.id()))
                    .limit(PAGES)
                    .toList();
        }
        List<Row.DockingEvent> events = newestFirst(data);
        int wanted = this == W3 ? EVENTS : PAGES;
        int last = this == W3 ? events.size() - 1 : events.size() - 100;
        return IntStream.range(0, wanted)
                .mapToObj(i -> value(events.get((int) ((long) last * i / (wanted - 1)))))
                .toList();
    }

    /// Values by which the older half of the events is asked for, no event twice: a page each, or an event each.
    List<String> valuesOfOlderHalf(ReplicaDataset data) {
        List<Row.DockingEvent> events = newestFirst(data);
        return values(events.subList(events.size() / 2, events.size()), this == W3 ? 1 : EVENTS);
    }

    /// Values by which the newer half is asked for, each of which takes a call, though pages overlap: enough of them
    /// for
    /// the JVM to be warm.
    List<String> valuesOfNewerHalf(ReplicaDataset data) {
        List<Row.DockingEvent> events = newestFirst(data);
        return values(events.subList(0, events.size() / 2), this == W3 ? 2 : OVERLAPPING);
    }

    /// Values for every so many events. Pages with events of the same second are left out, which the source puts in
    /// another order than the graph.
    private List<String> values(List<Row.DockingEvent> events, int step) {
        int size = this == W3 ? 1 : EVENTS;
        return IntStream.rangeClosed(0, (events.size() - size) / step)
                .map(i -> i * step)
                .filter(from -> hasNoTies(events.subList(from, Math.min(events.size(), from + size + 1))))
                .mapToObj(from -> value(events.get(from)))
                .toList();
    }

    private static boolean hasNoTies(List<Row.DockingEvent> events) {
        return events.stream().map(Row.DockingEvent::docking).distinct().count() == events.size();
    }

    private String value(Row.DockingEvent event) {
        return this == W3 ? String.valueOf(event.id()) : event.docking().toString();
    }

    private static List<Row.DockingEvent> newestFirst(ReplicaDataset data) {
        return data.rows(Row.DockingEvent.class).stream()
                .sorted(Comparator.comparing(Row.DockingEvent::docking)
                        .thenComparingInt(Row.DockingEvent::id)
                        .reversed())
                .toList();
    }
}
