package org.dockgraph.plan;

import static org.dockgraph.docking.Field.*;

import org.dockgraph.docking.EntityRef;
import org.dockgraph.docking.Field;
import org.dockgraph.docking.FieldSet;
import org.dockgraph.docking.Kind;
/// Which request yields which fields, of the thing itself and of those nested in it, for Launch Library 2.0.0. A
/// promise to plan with, not a fact: what an answer really held is read off the answer.
///
/// | list | normal | detailed adds |
/// | --- | --- | --- |
/// | docking events | all but what follows | the station, most of the configuration, most of the agency |
/// | flight vehicles, spacecraft | as nested in a docking event | the same of configuration and agency |
/// | configurations | name, agency | everything else |
/// | agencies, docking locations | everything | nothing that is used here |
/// | stations | everything | their docking locations |

public final class Coverage {

    private static final FieldSet AGENCY_SUMMARY = FieldSet.of(AGENCY_NAME, AGENCY_TYPE, AGENCY_URL);
    private static final FieldSet CONFIG_SUMMARY =
            FieldSet.of(CONFIG_NAME, CONFIG_TYPE, CONFIG_AGENCY, CONFIG_IN_USE, CONFIG_IMAGE_URL, CONFIG_URL);
    private static final FieldSet CONFIG_DETAIL =
            Field.of(Kind.SPACECRAFT_CONFIG).plus(Field.of(Kind.AGENCY));

    private static final FieldSet SPACECRAFT_NORMAL =
            Field.of(Kind.SPACECRAFT).plus(CONFIG_SUMMARY).plus(AGENCY_SUMMARY);
    private static final FieldSet VEHICLE_NORMAL = Field.of(Kind.FLIGHT_VEHICLE).plus(SPACECRAFT_NORMAL);
    private static final FieldSet EVENT_NORMAL = Field.of(Kind.DOCKING_EVENT)
            .minus(FieldSet.of(EVENT_SPACE_STATION))
            .plus(VEHICLE_NORMAL)
            .plus(FieldSet.of(LOCATION_NAME));
    private static final FieldSet STATION_NORMAL =
            Field.of(Kind.SPACE_STATION).minus(FieldSet.of(STATION_DOCKING_LOCATIONS));

    private Coverage() {}

    /// The fields that a page of the list yields.
    public static FieldSet of(Kind kind, Mode mode) {
        return switch (mode) {
            case NORMAL -> normal(kind);
            case DETAILED -> detailed(kind);
        };
    }

    /// The fields that a single entity yields.
    public static FieldSet single(Kind kind) {
        return detailed(kind);
    }

    /// The fields that no other call yields if this one did not. None for a normal page of which there is a
    /// detailed one; and not a docking location's station, which is known only once all stations are.
    public static FieldSet lastWord(Call call) {
        FieldSet fields = switch (call) {
            case Call.Page(ListKey list, int _, Mode mode) ->
                of(list.kind(), mode).containsAll(detailed(list.kind())) ? detailed(list.kind()) : FieldSet.NONE;
            case Call.Single(EntityRef ref) -> single(ref.kind());
        };
        return fields.minus(FieldSet.of(LOCATION_SPACE_STATION));
    }

    /// The cheapest mode of the list that yields all of these fields that it can yield at all.
    public static Mode modeFor(Kind kind, FieldSet wanted) {
        return wanted.and(detailed(kind)).minus(normal(kind)).isEmpty() ? Mode.NORMAL : Mode.DETAILED;
    }

    private static FieldSet normal(Kind kind) {
        return switch (kind) {
            case DOCKING_EVENT -> EVENT_NORMAL;
            case FLIGHT_VEHICLE -> VEHICLE_NORMAL;
            case SPACECRAFT -> SPACECRAFT_NORMAL;
            // What a normal list leaves out is only probable, and a detailed one is no more calls.
            case SPACECRAFT_CONFIG ->
                FieldSet.of(CONFIG_NAME, CONFIG_AGENCY, CONFIG_URL).plus(Field.of(Kind.AGENCY));
            case AGENCY -> Field.of(Kind.AGENCY);
            case SPACE_STATION -> STATION_NORMAL;
            case DOCKING_LOCATION -> FieldSet.of(LOCATION_NAME);
        };
    }

    private static FieldSet detailed(Kind kind) {
        return switch (kind) {
            case DOCKING_EVENT ->
                EVENT_NORMAL
                        .plus(FieldSet.of(EVENT_SPACE_STATION))
                        .plus(STATION_NORMAL)
                        .plus(CONFIG_DETAIL);
            case FLIGHT_VEHICLE -> VEHICLE_NORMAL.plus(CONFIG_DETAIL);
            case SPACECRAFT -> SPACECRAFT_NORMAL.plus(CONFIG_DETAIL);
            case SPACECRAFT_CONFIG -> CONFIG_DETAIL;
            case AGENCY -> Field.of(Kind.AGENCY);
            case SPACE_STATION -> Field.of(Kind.SPACE_STATION).plus(FieldSet.of(LOCATION_NAME, LOCATION_SPACE_STATION));
            case DOCKING_LOCATION -> FieldSet.of(LOCATION_NAME);
        };
    }
}
