package org.dockgraph.graphql;

import graphql.schema.DataFetchingEnvironment;
import graphql.schema.idl.RuntimeWiring;
import org.dockgraph.docking.Kind;
import org.dockgraph.plan.Need.TableNeed;
import org.dockgraph.plan.Window;
import org.springframework.core.ResolvableType;
import org.springframework.graphql.execution.RuntimeWiringConfigurer;

/// The lists of the small kinds, which are always held whole.
final class TableConnections implements RuntimeWiringConfigurer {

    private final RequestViews views;

    TableConnections(RequestViews views) {
        this.views = views;
    }

    @Override
    public void configure(RuntimeWiring.Builder wiring) {
        wiring.type(
                "Query",
                type -> type.dataFetcher("spaceStations", table(Kind.SPACE_STATION))
                        .dataFetcher("dockingLocations", table(Kind.DOCKING_LOCATION))
                        .dataFetcher("spacecraftConfigs", table(Kind.SPACECRAFT_CONFIG))
                        .dataFetcher("agencies", table(Kind.AGENCY)));
    }

    private Resolver table(Kind kind) {
        return Resolver.of(
                ResolvableType.forClassWithGenerics(Connection.class, kind.type()),
                field -> connection(kind, field),
                PageArguments.NAMES);
    }

    private Object connection(Kind kind, DataFetchingEnvironment field) {
        RequestView view = views.of(field);
        Cursors cursors = Cursors.of(kind);
        Window window = PageArguments.of(field.getArguments(), cursors);
        TableNeed need = new TableNeed(kind, view.selectedBelow(field));
        return view.table(need, field, entities -> Connection.of(entities, window, cursors));
    }
}
