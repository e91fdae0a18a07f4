package org.dockgraph.graphql;

import static org.assertj.core.api.Assertions.assertThat;

import graphql.language.AstPrinter;
import graphql.language.FieldDefinition;
import graphql.language.ObjectTypeDefinition;
import graphql.language.TypeName;
import graphql.language.UnionTypeDefinition;
import graphql.schema.idl.SchemaParser;
import graphql.schema.idl.TypeDefinitionRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.dockgraph.Gateway;
import org.dockgraph.docking.Kind;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;

/// What a composer reads. What a router asks is told by the pages under `cases/federation`.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SubgraphIT {

    private static final String KEYS = " @key(fields: \"id\") @key(fields: \"ll2Id\")";

    private Gateway gateway;
    private String sdl;

    @BeforeAll
    void readTheSubgraph() {
        gateway = Gateway.start();
        sdl = gateway.ask("{ _service { sdl } }")
                .path("_service.sdl")
                .entity(String.class)
                .get();
    }

    @AfterAll
    void close() {
        gateway.close();
    }

    @Test
    void everyThingWithAGlobalIdHasBothKeysAndIsAnEntity() throws IOException {
        List<String> things = new SchemaParser()
                .parse(sdl).getTypes(ObjectTypeDefinition.class).stream()
                        .filter(type -> AstPrinter.printAst(type).contains(" implements Node" + KEYS + " {"))
                        .map(ObjectTypeDefinition::getName)
                        .toList();
        UnionTypeDefinition entity = new SchemaParser()
                .parse(Files.readString(Path.of("src/main/resources/graphql/federation.graphqls")))
                .getTypes(UnionTypeDefinition.class)
                .getFirst();

        assertThat(things)
                .containsExactlyInAnyOrderElementsOf(
                        Arrays.stream(Kind.values()).map(Kind::typeName).toList());
        assertThat(entity.getMemberTypes())
                .map(member -> ((TypeName) member).getName())
                .containsExactlyInAnyOrderElementsOf(things);
    }

    @Test
    void whatOtherSubgraphsMayHaveTooIsShareable() {
        TypeDefinitionRegistry subgraph = new SchemaParser().parse(sdl);

        Stream<String> types = subgraph.getTypes(ObjectTypeDefinition.class).stream()
                .filter(type -> type.hasDirective("shareable"))
                .map(ObjectTypeDefinition::getName);
        Stream<String> fields = subgraph.getTypes(ObjectTypeDefinition.class).stream()
                .flatMap(type -> type.getFieldDefinitions().stream())
                .filter(field -> field.hasDirective("shareable"))
                .map(FieldDefinition::getName);

        assertThat(types).containsExactly("PageInfo");
        assertThat(fields).containsExactlyInAnyOrder("node", "nodes");
    }

    @Test
    void besidesItIsTheContract() throws IOException {
        String schema = Files.readString(Path.of("schema.graphqls"));

        assertThat(sdl.replace(KEYS, "").replace(" @shareable", ""))
                .startsWith("extend schema\n  @link(url: \"https://specs.apollo.dev/federation/v2.9\"")
                .endsWith("\n\n" + schema)
                .hasSizeLessThan(schema.length() + 150);
    }

    @Test
    void moreRepresentationsThanARouterNeedsAreRefused() {
        JsonNode response = gateway.response(
                "query ($r: [_Any!]!) { _entities(representations: $r) { __typename } }",
                Map.of("r", Collections.nCopies(1001, Map.of("__typename", "SpaceStation", "ll2Id", 4))));

        assertThat(response.at("/errors/0/message").asString())
                .isEqualTo(
                        "representations has 1001 entries, but may have at most 1000. Split them over several requests.");
        assertThat(response.at("/errors/0/extensions/code").asString()).isEqualTo("BAD_USER_INPUT");
        assertThat(gateway.callsSinceLastLook()).isEmpty();
    }
}
