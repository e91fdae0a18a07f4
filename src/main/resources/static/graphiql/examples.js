/** The tabs that a first-time visitor finds. A tab's title is the name of its operation. */
export const examples = [
  {
    query: `# Welcome to Dockgraph: dockings at space
# stations, as a graph. The ten newest ones?
# Press the green button, or Ctrl-Enter.
# Ctrl-Space lists what else you can ask for.

query NewestDockings {
  dockingEvents(first: 10) {
    totalCount
    nodes {
      docking
      isDocked
      stay
      spaceStation { name }
      flightVehicle { spacecraft { name } }
    }
  }
}
`,
  },
  {
    query: `# Who is docked right now, and since when?
# The longest stay comes first.

query DockedNow {
  dockingEvents(
    filter: { docked: true }
    orderBy: { field: DOCKING, direction: ASC }
  ) {
    totalCount
    nodes {
      docking
      flightVehicle {
        spacecraft {
          name
          spacecraftConfig { name }
        }
      }
      dockingLocation { name }
      spaceStation { name }
    }
  }
}
`,
  },
  {
    query: `# A station's history, page by page. Station 4
# is the ISS. For the next page, copy endCursor
# into the variable "after" below.

query StationHistory(
  $station: ID!
  $first: Int
  $after: String
) {
  spaceStation(id: $station) {
    name
    dockingEvents(
      first: $first
      after: $after
      orderBy: { field: DOCKING, direction: ASC }
    ) {
      totalCount
      pageInfo {
        hasNextPage
        endCursor
      }
      nodes {
        docking
        departure
        stay
        dockingLocation {
          name
        }
        flightVehicle {
          spacecraft {
            name
          }
        }
      }
    }
  }
}
`,
    variables: `{
  "station": "4",
  "first": 5,
  "after": null
}`,
  },
  {
    query: `# All about one docking: Shenzhou 22 at Tiangong.
# Leave out what you don't need: the answer
# shrinks with the question.

query OneDockingInFull {
  dockingEvent(id: "633") {
    id
    ll2Id
    docking
    departure
    isDocked
    stay
    launchId
    url
    spaceStation {
      id
      ll2Id
      name
      imageUrl
      url
    }
    dockingLocation {
      id
      ll2Id
      name
    }
    flightVehicle {
      id
      ll2Id
      destination
      missionEnd
      url
      spacecraft {
        id
        ll2Id
        name
        serialNumber
        description
        url
        status {
          ll2Id
          name
        }
        spacecraftConfig {
          id
          ll2Id
          name
          type {
            ll2Id
            name
          }
          inUse
          humanRated
          crewCapacity
          payloadCapacity
          height
          diameter
          maidenFlight
          flightLife
          capability
          history
          details
          imageUrl
          nationUrl
          wikiLink
          infoLink
          url
          agency {
            id
            ll2Id
            name
            abbrev
            type
            featured
            countryCode
            administrator
            foundingYear
            launchers
            spacecraft
            parent
            description
            imageUrl
            url
          }
        }
      }
    }
  }
}
`,
  },
  {
    query: `# Arrivals, departures and corrections, each as
# soon as the gateway sees it. It goes on until
# you press the button again.

subscription LiveDockings {
  dockingEventChanged {
    kind
    at
    event {
      docking
      departure
      spaceStation { name }
      flightVehicle { spacecraft { name } }
    }
  }
}
`,
  },
];
