/// A look-alike of Launch Library 2.0.0 on its own port, over a bundled data set: the source of demo and tests.
///
/// It shares no code with the gateway and is only ever reached over HTTP, or it would share the gateway's mistakes.
///
/// [ReplicaServer] listens, [ReplicaApi] decides what LL2 would answer, [Endpoints] lists what can be asked,
/// [Bodies] and its neighbours write the entities, [ReplicaDataset] holds them.
///
/// [ReplicaFaults] makes it misbehave: a [Fault] says when and in which ways, [FaultScript] writes and reads faults as
/// text, [FaultyAnswer] changes what is answered, and [FaultyWire] and [Port] what becomes of it on the wire.
///
/// [ReplicaScript] lets vehicles dock and leave in its data while it runs.
///
/// What `search` looks into; every term must be found in one of these, in any case:
///
/// | collection | texts |
/// | --- | --- |
/// | `docking_event/` | names of the station and the spacecraft |
/// | `spacecraft/` | names of the spacecraft and its configuration |
/// | `config/spacecraft/` | names of the configuration and its agency |
/// | `agencies/` | name |
/// | `spacestation/` | name; names and abbreviations of its owners |
/// | `config/dockinglocation/` | name |
/// | `spacecraft/flight/` | nothing: LL2 has no search here |
@NullMarked
package org.dockgraph.replica;

import org.jspecify.annotations.NullMarked;
