/// What happens to a request before and after GraphQL? HTTP, WebSockets and event streams at the endpoint, and the pages
/// around it.
@NullMarked
package org.dockgraph.web;

import org.jspecify.annotations.NullMarked;
