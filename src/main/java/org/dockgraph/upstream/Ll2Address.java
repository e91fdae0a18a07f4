package org.dockgraph.upstream;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.dockgraph.docking.EntityRef;
import org.dockgraph.docking.Kind;
import org.dockgraph.plan.Call;
import org.dockgraph.plan.ListKey;
import org.dockgraph.plan.ListOrder;
import org.dockgraph.plan.Mode;
import org.dockgraph.plan.Where;
import org.jspecify.annotations.Nullable;

/// Where a call goes: paths and parameters of Launch Library 2.0.0.
///
/// Lists are always asked for with an order and with the largest page. Paths end in a slash, which saves a
/// redirect.
public final class Ll2Address {

    private Ll2Address() {}

    /// The address of a call.
    ///
    /// @param base the API's address with its version, ending in a slash
    static URI of(Call call, URI base) {
        return base.resolve(relative(call));
    }

    /// The address of a call, relative to the API's.
    public static String relative(Call call) {
        return switch (call) {
            case Call.Single(EntityRef ref) -> path(ref.kind()) + ref.id() + "/";
            case Call.Page page -> path(page.list().kind()) + "?" + query(page);
        };
    }

    /// The list that a call goes to, or that its entity is of.
    static String path(Call call) {
        return path(
                switch (call) {
                    case Call.Single(EntityRef ref) -> ref.kind();
                    case Call.Page page -> page.list().kind();
                });
    }

    private static String path(Kind kind) {
        return switch (kind) {
            case DOCKING_EVENT -> "docking_event/";
            case FLIGHT_VEHICLE -> "spacecraft/flight/";
            case SPACECRAFT -> "spacecraft/";
            case SPACECRAFT_CONFIG -> "config/spacecraft/";
            case AGENCY -> "agencies/";
            case SPACE_STATION -> "spacestation/";
            case DOCKING_LOCATION -> "config/dockinglocation/";
        };
    }

    private static String query(Call.Page page) {
        Map<String, @Nullable Object> parameters = new LinkedHashMap<>();
        parameters.put("limit", ListKey.PAGE_SIZE);
        parameters.put("offset", page.offset() == 0 ? null : page.offset());
        parameters.put("ordering", ordering(page.list().order()));
        parameters.put("mode", page.mode() == Mode.DETAILED ? "detailed" : null);
        Where where = page.list().where();
        parameters.put("space_station__id", where.spaceStation());
        parameters.put("flight_vehicle__id", where.flightVehicle());
        parameters.put("docking_location__id", where.dockingLocation());
        if (where.from() instanceof Where.Bound from) {
            parameters.put(from.inclusive() && isSendable(from) ? "docking__gte" : "docking__gt", sendable(from));
        }
        if (where.to() instanceof Where.Bound to) {
            parameters.put(to.inclusive() || !isSendable(to) ? "docking__lte" : "docking__lt", sendable(to));
        }
        parameters.put("search", where.search().isEmpty() ? null : String.join(" ", where.search()));
        return parameters.entrySet().stream()
                .filter(parameter -> parameter.getValue() != null)
                .map(parameter -> parameter.getKey() + "=" + encode(parameter.getValue()))
                .collect(Collectors.joining("&"));
    }

    /// Whether the source reads the moment to its last digit. It keeps and takes microseconds, and refuses more
    /// digits; nothing of it lies between a moment with more and the microsecond before.
    private static boolean isSendable(Where.Bound bound) {
        return sendable(bound).equals(bound.moment());
    }

    private static Instant sendable(Where.Bound bound) {
        return bound.moment().truncatedTo(ChronoUnit.MICROS);
    }

    private static String ordering(ListOrder order) {
        return switch (order) {
            case DOCKING -> "docking";
            case DOCKING_DESC -> "-docking";
            case DEPARTURE -> "departure";
            case DEPARTURE_DESC -> "-departure";
            case NAME -> "name";
        };
    }

    private static String encode(@Nullable Object value) {
        return URLEncoder.encode(String.valueOf(value), StandardCharsets.UTF_8);
    }
}
