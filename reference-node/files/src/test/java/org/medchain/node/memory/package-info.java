/** What a node keeps for its peers: a table with a bound for each collection (NODE-24). */
package org.medchain.node.memory;
