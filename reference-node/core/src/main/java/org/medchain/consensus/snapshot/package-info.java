/**
 * A state in bytes, for restarts and for nodes that fetch it from others (Castro and Liskov 2002,
 * §6.2): made piece by piece, sent in parts, and checked as a whole.
 */
package org.medchain.consensus.snapshot;
