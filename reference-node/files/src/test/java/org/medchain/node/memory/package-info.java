/** Memory of a node for its peers: a bound for each collection (NODE-24). */
package org.medchain.node.memory;
