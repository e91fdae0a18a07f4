package org.dockgraph.replica;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/// Which keys each endpoint answers in each mode, and in which order.
///
/// The second column points into the answer, where `results/0` is the first item of a list.
class KeyOrderTest {

    @RegisterExtension
    final ReplicaFixture replica = new ReplicaFixture();

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(delimiter = '|', textBlock = """
            docking_event/ | | count next previous results
            docking_event/ | results/0 | id url launch_id docking departure flight_vehicle docking_location
            docking_event/ | results/0/flight_vehicle | id url destination mission_end spacecraft
            docking_event/ | results/0/flight_vehicle/spacecraft | id url name serial_number status description spacecraft_config
            docking_event/ | results/0/flight_vehicle/spacecraft/status | id name
            docking_event/ | results/0/flight_vehicle/spacecraft/spacecraft_config | id url name type agency in_use image_url
            docking_event/ | results/0/flight_vehicle/spacecraft/spacecraft_config/type | id name
            docking_event/ | results/0/flight_vehicle/spacecraft/spacecraft_config/agency | id url name type
            docking_event/ | results/0/docking_location | id name
            docking_event/?mode=list | results/0 | id url launch_id docking departure flight_vehicle docking_location
            docking_event/?mode=detailed | results/0 | id url launch_id docking departure flight_vehicle docking_location space_station
            docking_event/?mode=detailed | results/0/flight_vehicle | id url destination mission_end spacecraft
            docking_event/?mode=detailed | results/0/flight_vehicle/spacecraft | id url name serial_number status description spacecraft_config
            docking_event/?mode=detailed | results/0/flight_vehicle/spacecraft/spacecraft_config | id url name type agency in_use capability history details maiden_flight height diameter human_rated crew_capacity payload_capacity flight_life image_url nation_url wiki_link info_link
            docking_event/?mode=detailed | results/0/flight_vehicle/spacecraft/spacecraft_config/agency | id url name featured type country_code abbrev description administrator founding_year launchers spacecraft parent image_url
            docking_event/?mode=detailed | results/0/docking_location | id name
            docking_event/?mode=detailed | results/0/space_station | id url name image_url
            docking_event/1/ | | id url launch_id docking departure flight_vehicle docking_location space_station
            docking_event/1/?mode=normal | | id url launch_id docking departure flight_vehicle docking_location space_station
            spacecraft/flight/ | results/0 | id url destination mission_end spacecraft launch
            spacecraft/flight/ | results/0/spacecraft | id url name serial_number status description spacecraft_config
            spacecraft/flight/ | results/0/spacecraft/spacecraft_config | id url name type agency in_use image_url
            spacecraft/flight/?mode=detailed | results/0 | id url mission_end destination launch_crew onboard_crew landing_crew spacecraft launch docking_events
            spacecraft/flight/?mode=detailed | results/0/spacecraft/spacecraft_config | id url name type agency in_use capability history details maiden_flight height diameter human_rated crew_capacity payload_capacity flight_life image_url nation_url wiki_link info_link
            spacecraft/flight/?mode=detailed | results/0/docking_events/0 | spacestation docking departure docking_location
            spacecraft/flight/?mode=detailed | results/0/docking_events/0/spacestation | id url name status founded description orbit image_url
            spacecraft/flight/900/ | | id url mission_end destination launch_crew onboard_crew landing_crew spacecraft launch docking_events
            spacecraft/ | results/0 | id url name serial_number status description spacecraft_config
            spacecraft/ | results/0/spacecraft_config | id url name type agency in_use image_url
            spacecraft/?mode=detailed | results/0 | id url name serial_number status description spacecraft_config flights
            spacecraft/?mode=detailed | results/0/spacecraft_config | id url name type agency in_use capability history details maiden_flight height diameter human_rated crew_capacity payload_capacity flight_life image_url nation_url wiki_link info_link
            spacecraft/?mode=detailed | results/0/flights/0 | id url destination mission_end spacecraft launch
            spacecraft/?mode=detailed | results/0/flights/0/spacecraft/spacecraft_config | id url name type agency in_use image_url
            spacecraft/624/ | | id url name serial_number status description spacecraft_config flights
            config/spacecraft/ | results/0 | id url name agency in_use capability maiden_flight human_rated crew_capacity image_url nation_url wiki_link info_link
            config/spacecraft/ | results/0/agency | id url name featured type country_code abbrev description administrator founding_year launchers spacecraft parent image_url
            config/spacecraft/?mode=detailed | results/0 | id url name type agency in_use capability history details maiden_flight height diameter human_rated crew_capacity payload_capacity flight_life image_url nation_url wiki_link info_link
            config/spacecraft/2/ | | id url name type agency in_use capability history details maiden_flight height diameter human_rated crew_capacity payload_capacity flight_life image_url nation_url wiki_link info_link
            agencies/ | results/0 | id url name featured type country_code abbrev description administrator founding_year launchers spacecraft parent image_url
            agencies/?mode=detailed | results/0 | id url name featured type country_code abbrev description administrator founding_year launchers spacecraft parent launch_library_url total_launch_count successful_launches consecutive_successful_launches failed_launches pending_launches successful_landings failed_landings attempted_landings consecutive_successful_landings info_url wiki_url logo_url image_url nation_url launcher_list spacecraft_list
            agencies/?mode=detailed | results/0/spacecraft_list/0 | id url name type agency in_use capability history details maiden_flight height diameter human_rated crew_capacity payload_capacity flight_life image_url nation_url wiki_link info_link
            agencies/17/ | | id url name featured type country_code abbrev description administrator founding_year launchers spacecraft parent launch_library_url total_launch_count successful_launches consecutive_successful_launches failed_launches pending_launches successful_landings failed_landings attempted_landings consecutive_successful_landings info_url wiki_url logo_url image_url nation_url launcher_list spacecraft_list
            spacestation/?ordering=id | results/0 | id url name status type founded deorbited description orbit owners active_expedition image_url
            spacestation/?ordering=id | results/0/owners/0 | id url name abbrev
            spacestation/?mode=detailed&ordering=id | results/0 | id url name status type founded deorbited height width mass volume description orbit onboard_crew owners active_expeditions docking_location image_url
            spacestation/?mode=detailed&ordering=id | results/0/owners/0 | id url name featured type country_code abbrev description administrator founding_year launchers spacecraft parent image_url
            spacestation/?mode=detailed&ordering=id | results/0/docking_location/0 | id name docked
            spacestation/18/ | docking_location/1/docked | id url docking departure flight_vehicle
            spacestation/18/ | docking_location/1/docked/flight_vehicle | id url spacecraft launch
            spacestation/18/ | | id url name status type founded deorbited height width mass volume description orbit onboard_crew owners active_expeditions docking_location image_url
            config/dockinglocation/ | results/0 | id name
            config/dockinglocation/?mode=detailed | results/0 | id name
            config/dockinglocation/33/ | | id name
            api-throttle/ | | your_request_limit limit_frequency_secs current_use next_use_secs ident
            """)
    void keysComeInLl2sOrder(String target, @Nullable String pointer, String keys) {
        JsonNode body = replica.json(target);
        JsonNode node = pointer == null ? body : body.at("/" + pointer);

        assertThat(String.join(" ", node.propertyNames())).isEqualTo(keys);
    }
}
