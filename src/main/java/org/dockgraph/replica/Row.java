package org.dockgraph.replica;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// One row of a data set: an entity with its own facts and the ids of the entities it refers to.
///
/// Null means that the fact is not known or does not apply; LL2 sends null too. A text without content is the empty
/// string where LL2 never sends null for it.
public sealed interface Row {

    /// LL2's number of this entity, unique within its kind.
    int id();

    /// A value of one of LL2's open vocabularies, such as status 4 "Single Use".
    record Choice(int id, String name) {
        public Choice {
            Objects.requireNonNull(name, "A choice needs a name");
        }
    }

    /// A spacecraft flight meeting a station at one of its ports.
    ///
    /// @param departure null while docked, or when no departure is planned
    record DockingEvent(
            int id,
            @Nullable String launchId,
            Instant docking,
            @Nullable Instant departure,
            int flightVehicle,
            int dockingLocation,
            int spaceStation)
            implements Row {
        public DockingEvent {
            Objects.requireNonNull(docking, () -> "Docking event " + id + " needs the time of its docking");
        }
    }

    /// One flight of a spacecraft; LL2 calls it a flight vehicle where it docks.
    ///
    /// @param destination free text, as LL2 has it
    record Flight(
            int id, @Nullable String destination, @Nullable Instant missionEnd, int spacecraft) implements Row {}

    /// One spacecraft as built.
    record Spacecraft(
            int id, String name, @Nullable String serialNumber, Choice status, String description, int spacecraftConfig)
            implements Row {
        public Spacecraft {
            Objects.requireNonNull(name, () -> "Spacecraft " + id + " needs a name");
            Objects.requireNonNull(status, () -> "Spacecraft " + id + " needs a status");
            Objects.requireNonNull(
                    description, () -> "Spacecraft " + id + " needs a description, if only an empty one");
        }
    }

    /// The kind that a spacecraft is of, such as Soyuz.
    ///
    /// @param height metres
    /// @param diameter metres
    /// @param payloadCapacity kilograms
    record SpacecraftConfig(
            int id,
            String name,
            Choice type,
            int agency,
            @Nullable Boolean inUse,
            @Nullable String capability,
            @Nullable String history,
            @Nullable String details,
            @Nullable LocalDate maidenFlight,
            @Nullable BigDecimal height,
            @Nullable BigDecimal diameter,
            @Nullable Boolean humanRated,
            @Nullable Integer crewCapacity,
            @Nullable BigDecimal payloadCapacity,
            @Nullable String flightLife,
            @Nullable String imageUrl,
            @Nullable String nationUrl,
            @Nullable String wikiLink,
            @Nullable String infoLink)
            implements Row {
        public SpacecraftConfig {
            Objects.requireNonNull(name, () -> "Spacecraft configuration " + id + " needs a name");
            Objects.requireNonNull(type, () -> "Spacecraft configuration " + id + " needs a type");
        }
    }

    /// Whoever makes, flies or owns.
    ///
    /// @param type LL2 2.0.0 sends its name only, but filters by its id
    /// @param foundingYear text, as LL2 2.0.0 has it
    /// @param launchCounts null where the data set does not have them
    record Agency(
            int id,
            String name,
            @Nullable Boolean featured,
            @Nullable Choice type,
            @Nullable String countryCode,
            @Nullable String abbrev,
            @Nullable String description,
            @Nullable String administrator,
            @Nullable String foundingYear,
            @Nullable String launchers,
            @Nullable String spacecraft,
            @Nullable String parent,
            @Nullable String launchLibraryUrl,
            @Nullable LaunchCounts launchCounts,
            @Nullable String infoUrl,
            @Nullable String wikiUrl,
            @Nullable String logoUrl,
            @Nullable String imageUrl,
            @Nullable String nationUrl)
            implements Row {
        public Agency {
            Objects.requireNonNull(name, () -> "Agency " + id + " needs a name");
        }
    }

    /// What LL2 counts of an agency's launches and landings.
    record LaunchCounts(
            int totalLaunchCount,
            int successfulLaunches,
            int consecutiveSuccessfulLaunches,
            int failedLaunches,
            int pendingLaunches,
            int successfulLandings,
            int failedLandings,
            int attemptedLandings,
            int consecutiveSuccessfulLandings) {}

    /// A place to dock at.
    ///
    /// @param owners ids of agencies
    record SpaceStation(
            int id,
            String name,
            Choice status,
            @Nullable Choice type,
            @Nullable LocalDate founded,
            @Nullable LocalDate deorbited,
            String description,
            @Nullable String orbit,
            List<Integer> owners,
            @Nullable String imageUrl)
            implements Row {
        public SpaceStation {
            Objects.requireNonNull(name, () -> "Space station " + id + " needs a name");
            Objects.requireNonNull(status, () -> "Space station " + id + " needs a status");
            Objects.requireNonNull(
                    description, () -> "Space station " + id + " needs a description, if only an empty one");
            owners = List.copyOf(owners);
        }
    }

    /// A port.
    ///
    /// @param spaceStation the station that the port is known to belong to; null where LL2 shared the port between
    ///     stations or never said
    record DockingLocation(int id, String name, @Nullable Integer spaceStation) implements Row {
        public DockingLocation {
            Objects.requireNonNull(name, () -> "Docking location " + id + " needs a name");
        }
    }
}
