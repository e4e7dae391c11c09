/** Turns between processes that wait for each other. */
package org.medchain.node.turns;
