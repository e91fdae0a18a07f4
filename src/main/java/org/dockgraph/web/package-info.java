/// What happens to a request before and after GraphQL? The pages and files around the endpoint.
@NullMarked
package org.dockgraph.web;

import org.jspecify.annotations.NullMarked;
