package org.dockgraph.docking;

/// The key of everything: an entity's kind and the number that Launch Library 2 gave it.
///
/// @param id unique within the kind only
public record EntityRef(Kind kind, int id) {

    @Override
    public String toString() {
        return kind.typeName() + ":" + id;
    }
}
