package org.dockgraph.docking;

import org.jspecify.annotations.Nullable;

/// The organisation behind a type of spacecraft.
///
/// @param type such as Government or Commercial
/// @param countryCode three-letter codes, several of them separated by commas
/// @param launchers free text
/// @param spacecraft free text, not a reference
/// @param parent the name of the agency it belongs to, not a reference
/// @see "LL2 2.0.0, GET /agencies/"
public record Agency(
        int id,
        FieldSet covers,
        @Nullable String name,
        @Nullable String abbrev,
        @Nullable String type,
        @Nullable String countryCode,
        @Nullable Boolean featured,
        @Nullable String description,
        @Nullable String administrator,
        @Nullable Integer foundingYear,
        @Nullable String launchers,
        @Nullable String spacecraft,
        @Nullable String parent,
        @Nullable String imageUrl,
        @Nullable String url)
        implements Entity {

    @Override
    public Kind kind() {
        return Kind.AGENCY;
    }

    @Override
    public Agency updatedBy(Entity newer) {
        Agency other = (Agency) newer;
        return new Agency(
                id,
                covers.plus(other.covers),
                other.covers.contains(Field.AGENCY_NAME) ? other.name : name,
                other.covers.contains(Field.AGENCY_ABBREV) ? other.abbrev : abbrev,
                other.covers.contains(Field.AGENCY_TYPE) ? other.type : type,
                other.covers.contains(Field.AGENCY_COUNTRY_CODE) ? other.countryCode : countryCode,
                other.covers.contains(Field.AGENCY_FEATURED) ? other.featured : featured,
                other.covers.contains(Field.AGENCY_DESCRIPTION) ? other.description : description,
                other.covers.contains(Field.AGENCY_ADMINISTRATOR) ? other.administrator : administrator,
                other.covers.contains(Field.AGENCY_FOUNDING_YEAR) ? other.foundingYear : foundingYear,
                other.covers.contains(Field.AGENCY_LAUNCHERS) ? other.launchers : launchers,
                other.covers.contains(Field.AGENCY_SPACECRAFT) ? other.spacecraft : spacecraft,
                other.covers.contains(Field.AGENCY_PARENT) ? other.parent : parent,
                other.covers.contains(Field.AGENCY_IMAGE_URL) ? other.imageUrl : imageUrl,
                other.covers.contains(Field.AGENCY_URL) ? other.url : url);
    }
}
