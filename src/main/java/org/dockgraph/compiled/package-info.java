/// How is an answer written without generic execution?
///
/// Generic execution asks, for every value of every object, which field this is, who resolves it, of which type the
/// value is and how it is completed, and puts the values into maps, which are then written as JSON. All but the
/// values is the same whenever the operation is run. So an operation is *compiled* once into a *plan*, which has
/// decided all of it, and which walks the records that are held and writes the bytes of the response.
///
/// - [org.dockgraph.compiled.CompiledOperations] is the way in. It compiles what comes for the second time, and keeps
///   the plans.
/// - [org.dockgraph.compiled.CompiledOperation] is an operation with its plans. `@skip` and `@include` are decided
///   before there is a plan ([org.dockgraph.compiled.Conditions]), so that a plan has no conditions: there is one for
///   each way in which the variables have decided so far.
/// - [org.dockgraph.compiled.Fields] collects fields as the GraphQL specification has it: fragments, merged fields,
///   their order.
/// - [org.dockgraph.compiled.PlanCompiler], [org.dockgraph.compiled.EntityPlans] and
///   [org.dockgraph.compiled.ListPlans] make a [org.dockgraph.compiled.Writer] of every field: of the query, of
///   entities, of lists.
/// - [org.dockgraph.compiled.Run] is one run of a plan: its view of what is held, its variables, its
///   [org.dockgraph.compiled.JsonBytes].
/// - [org.dockgraph.compiled.Written] has entities as earlier runs have written them. The same document is asked again
///   with other variables, and what it writes of an entity is the same as long as nothing else is held: it is copied.
///
/// A plan knows nothing but answers without errors, from what is held. Whenever a value is not there, an argument
/// breaks a rule or a thing does not exist, the run ends, what it has written is dropped, and generic execution
/// answers: it tells all errors, and nothing here has words for one. So answers can differ only where there are no
/// errors, and there a test with thousands of random operations holds the two to be the same, byte by byte.
///
/// What a plan cannot do is not compiled: subscriptions, introspection, `upstream`, `_entities`, and operations that
/// say how fresh they want something or what it may cost.
@NullMarked
package org.dockgraph.compiled;

import org.jspecify.annotations.NullMarked;
