/**
 * The real host (NODE-1): runs the same replicas as the simulation, as processes with certificates,
 * sockets and disks. Each part is a package; {@code host} puts them together.
 */
package org.medchain.node;
