package org.dockgraph.docking;

/// An entry of an open vocabulary, such as a spacecraft's status. Launch Library 2 adds and moves entries over the
/// years, so they are never an enum.
///
/// @param ll2Id the entry's number in its vocabulary; not an entity's id
public record Term(int ll2Id, String name) {}
