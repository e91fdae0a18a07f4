package org.dockgraph.replica;

import static java.util.Comparator.comparing;
import static java.util.Comparator.naturalOrder;
import static java.util.Comparator.nullsLast;
import static java.util.Map.entry;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The seven collections and everything that can be asked of them.
///
/// Left out are filters whose ids no source gives: `orbit` of stations. It is ignored like any unknown parameter.
final class Endpoints {

    private static final Predicate<Query> MODE_DETAILED =
            query -> query.last("mode").equals("detailed");

    static final Endpoint<Row.DockingEvent> DOCKING_EVENTS = new Endpoint<>(
            "docking_event/",
            ReplicaDataset::dockingEvents,
            Map.ofEntries(
                    entry("space_station__id", Filter.number(Row.DockingEvent::spaceStation)),
                    entry("flight_vehicle__id", Filter.number(Row.DockingEvent::flightVehicle)),
                    entry("docking_location__id", Filter.number(Row.DockingEvent::dockingLocation)),
                    entry("docking__gt", Filter.time(Row.DockingEvent::docking, order -> order > 0)),
                    entry("docking__gte", Filter.time(Row.DockingEvent::docking, order -> order >= 0)),
                    entry("docking__lt", Filter.time(Row.DockingEvent::docking, order -> order < 0)),
                    entry("docking__lte", Filter.time(Row.DockingEvent::docking, order -> order <= 0))),
            Map.of(
                    "id", rising(Row.DockingEvent::id),
                    "docking", rising(Row.DockingEvent::docking),
                    "departure", rising(Row.DockingEvent::departure)),
            (event, data) -> List.of(
                    data.spaceStations().get(event.spaceStation()).name(),
                    data.spacecraft()
                            .get(data.flights().get(event.flightVehicle()).spacecraft())
                            .name()),
            MODE_DETAILED,
            Bodies::dockingEvent,
            Bodies::dockingEventDetailed);

    static final Endpoint<Row.Flight> FLIGHTS = new Endpoint<>(
            "spacecraft/flight/",
            ReplicaDataset::flights,
            Map.of(
                    "spacecraft",
                    Filter.reference(
                            (data, id) -> data.spacecraft().has(id), (flight, id) -> flight.spacecraft() == id)),
            Map.of(),
            (_, _) -> List.of(),
            MODE_DETAILED,
            Bodies::flight,
            Bodies::flightDetailed);

    static final Endpoint<Row.Spacecraft> SPACECRAFT = new Endpoint<>(
            "spacecraft/",
            ReplicaDataset::spacecraft,
            Map.of(
                    "name", Filter.text(Row.Spacecraft::name),
                    "status",
                            Filter.reference(
                                    oneOf(data -> data.spacecraft().rows().stream()
                                            .map(craft -> craft.status().id())),
                                    (craft, id) -> craft.status().id() == id),
                    "spacecraft_config",
                            Filter.reference(
                                    (data, id) -> data.spacecraftConfigs().has(id),
                                    (craft, id) -> craft.spacecraftConfig() == id)),
            Map.of("id", rising(Row.Spacecraft::id)),
            (craft, data) -> List.of(
                    craft.name(),
                    data.spacecraftConfigs().get(craft.spacecraftConfig()).name()),
            MODE_DETAILED,
            Bodies::spacecraft,
            Bodies::spacecraftDetailed);

    static final Endpoint<Row.SpacecraftConfig> SPACECRAFT_CONFIGS = new Endpoint<>(
            "config/spacecraft/",
            ReplicaDataset::spacecraftConfigs,
            Map.of(
                    "name", Filter.text(Row.SpacecraftConfig::name),
                    "manufacturer",
                            Filter.reference(
                                    (data, id) -> data.agencies().has(id), (config, id) -> config.agency() == id),
                    "in_use", Filter.flag(Row.SpacecraftConfig::inUse),
                    "human_rated", Filter.flag(Row.SpacecraftConfig::humanRated)),
            Map.of("name", rising(Row.SpacecraftConfig::name)),
            (config, data) ->
                    List.of(config.name(), data.agencies().get(config.agency()).name()),
            MODE_DETAILED,
            (bodies, config) -> new MakerBodies(bodies).normal(config),
            (bodies, config) -> new MakerBodies(bodies).detailed(config));

    /// `spacecraft`, whatever its value, asks for the agencies that have spacecraft, and for them in detail.
    static final Endpoint<Row.Agency> AGENCIES = new Endpoint<>(
            "agencies/",
            ReplicaDataset::agencies,
            Map.of(
                    "featured", Filter.flag(Row.Agency::featured),
                    "agency_type",
                            Filter.reference(
                                    oneOf(data ->
                                            data.agencies().rows().stream().map(agency -> idOf(agency.type()))),
                                    (agency, id) -> Objects.equals(idOf(agency.type()), id)),
                    "country_code", Filter.text(Row.Agency::countryCode),
                    "spacecraft",
                            (_, data) -> new Filter.Parsed.Keep<>(agency -> !data.relations()
                                    .configsOfAgency(agency.id())
                                    .isEmpty())),
            Map.of(
                    "id", rising(Row.Agency::id),
                    "name", rising(Row.Agency::name),
                    "featured", rising(Row.Agency::featured)),
            (agency, _) -> List.of(agency.name()),
            MODE_DETAILED.or(query -> query.has("spacecraft")),
            (bodies, agency) -> new MakerBodies(bodies).agency(agency),
            (bodies, agency) -> new MakerBodies(bodies).agencyDetailed(agency));

    static final Endpoint<Row.SpaceStation> SPACE_STATIONS = new Endpoint<>(
            "spacestation/",
            ReplicaDataset::spaceStations,
            Map.of(
                    "name", Filter.text(Row.SpaceStation::name),
                    "status",
                            Filter.reference(
                                    oneOf(data -> data.spaceStations().rows().stream()
                                            .map(station -> station.status().id())),
                                    (station, id) -> station.status().id() == id),
                    "owners",
                            Filter.reference(
                                    (data, id) -> data.agencies().has(id),
                                    (station, id) -> station.owners().contains(id)),
                    "type",
                            Filter.reference(
                                    oneOf(data ->
                                            data.spaceStations().rows().stream().map(station -> idOf(station.type()))),
                                    (station, id) -> Objects.equals(idOf(station.type()), id)),
                    "owners__name", ownedBy(Row.Agency::name),
                    "owners__abbrev", ownedBy(Row.Agency::abbrev)),
            Map.of(
                    "id", rising(Row.SpaceStation::id),
                    "status", rising(station -> station.status().id()),
                    "type", rising(station -> idOf(station.type())),
                    "founded", rising(Row.SpaceStation::founded)),
            (station, data) -> Stream.concat(
                            Stream.of(station.name()),
                            station.owners().stream()
                                    .map(data.agencies()::get)
                                    .flatMap(owner -> Stream.of(owner.name(), textOf(owner.abbrev()))))
                    .toList(),
            MODE_DETAILED,
            (bodies, station) -> new StationBodies(bodies).normal(station),
            (bodies, station) -> new StationBodies(bodies).detailed(station));

    static final Endpoint<Row.DockingLocation> DOCKING_LOCATIONS = new Endpoint<>(
            "config/dockinglocation/",
            ReplicaDataset::dockingLocations,
            Map.of(),
            Map.of("id", rising(Row.DockingLocation::id), "name", rising(Row.DockingLocation::name)),
            (port, _) -> List.of(port.name()),
            _ -> false,
            Bodies::dockingLocation,
            Bodies::dockingLocation);

    static final List<Endpoint<?>> ALL = List.of(
            AGENCIES, DOCKING_LOCATIONS, SPACECRAFT_CONFIGS, DOCKING_EVENTS, SPACECRAFT, FLIGHTS, SPACE_STATIONS);

    private Endpoints() {}

    private static <R extends Row, V extends Comparable<? super V>> Comparator<R> rising(
            Function<R, @Nullable V> field) {
        return comparing(field, nullsLast(naturalOrder()));
    }

    private static BiPredicate<ReplicaDataset, Integer> oneOf(Function<ReplicaDataset, Stream<@Nullable Integer>> ids) {
        return (data, id) -> ids.apply(data).anyMatch(id::equals);
    }

    private static Filter<Row.SpaceStation> ownedBy(Function<Row.Agency, @Nullable String> field) {
        return (value, data) -> new Filter.Parsed.Keep<>(station -> station.owners().stream()
                .map(data.agencies()::get)
                .anyMatch(owner -> value.equals(field.apply(owner))));
    }

    private static @Nullable Integer idOf(Row.@Nullable Choice choice) {
        return choice == null ? null : choice.id();
    }

    private static String textOf(@Nullable String text) {
        return text == null ? "" : text;
    }
}
