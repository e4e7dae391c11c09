/**
 * The real host (NODE-1): runs the same replicas as the simulation, as processes with certificates,
 * sockets and disks. Each part is a package; {@code host} puts them together. All that is kept for
 * peers has a bound in bytes (NODE-24, {@code spec/memory.md}).
 */
package org.medchain.node;
