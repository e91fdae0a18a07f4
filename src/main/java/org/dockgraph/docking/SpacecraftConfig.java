package org.dockgraph.docking;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/// A type of spacecraft.
///
/// @param height in metres
/// @param diameter in metres
/// @param crewCapacity persons
/// @param payloadCapacity in kilograms
/// @param flightLife free text, such as a design life in days
/// @see "LL2 2.0.0, GET /config/spacecraft/"
public record SpacecraftConfig(
        int id,
        FieldSet covers,
        @Nullable String name,
        @Nullable Term type,
        @Nullable EntityRef agency,
        @Nullable Boolean inUse,
        @Nullable String capability,
        @Nullable String history,
        @Nullable String details,
        @Nullable LocalDate maidenFlight,
        @Nullable Double height,
        @Nullable Double diameter,
        @Nullable Boolean humanRated,
        @Nullable Integer crewCapacity,
        @Nullable Double payloadCapacity,
        @Nullable String flightLife,
        @Nullable String imageUrl,
        @Nullable String nationUrl,
        @Nullable String wikiLink,
        @Nullable String infoLink,
        @Nullable String url)
        implements Entity {

    @Override
    public Kind kind() {
        return Kind.SPACECRAFT_CONFIG;
    }

    @Override
    public SpacecraftConfig updatedBy(Entity newer) {
        SpacecraftConfig other = (SpacecraftConfig) newer;
        return new SpacecraftConfig(
                id,
                covers.plus(other.covers),
                other.covers.contains(Field.CONFIG_NAME) ? other.name : name,
                other.covers.contains(Field.CONFIG_TYPE) ? other.type : type,
                other.covers.contains(Field.CONFIG_AGENCY) ? other.agency : agency,
                other.covers.contains(Field.CONFIG_IN_USE) ? other.inUse : inUse,
                other.covers.contains(Field.CONFIG_CAPABILITY) ? other.capability : capability,
                other.covers.contains(Field.CONFIG_HISTORY) ? other.history : history,
                other.covers.contains(Field.CONFIG_DETAILS) ? other.details : details,
                other.covers.contains(Field.CONFIG_MAIDEN_FLIGHT) ? other.maidenFlight : maidenFlight,
                other.covers.contains(Field.CONFIG_HEIGHT) ? other.height : height,
                other.covers.contains(Field.CONFIG_DIAMETER) ? other.diameter : diameter,
                other.covers.contains(Field.CONFIG_HUMAN_RATED) ? other.humanRated : humanRated,
                other.covers.contains(Field.CONFIG_CREW_CAPACITY) ? other.crewCapacity : crewCapacity,
                other.covers.contains(Field.CONFIG_PAYLOAD_CAPACITY) ? other.payloadCapacity : payloadCapacity,
                other.covers.contains(Field.CONFIG_FLIGHT_LIFE) ? other.flightLife : flightLife,
                other.covers.contains(Field.CONFIG_IMAGE_URL) ? other.imageUrl : imageUrl,
                other.covers.contains(Field.CONFIG_NATION_URL) ? other.nationUrl : nationUrl,
                other.covers.contains(Field.CONFIG_WIKI_LINK) ? other.wikiLink : wikiLink,
                other.covers.contains(Field.CONFIG_INFO_LINK) ? other.infoLink : infoLink,
                other.covers.contains(Field.CONFIG_URL) ? other.url : url);
    }
}
