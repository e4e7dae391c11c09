/**
 * The real host (NODE-1): runs the same replicas as the simulation, as processes with certificates,
 * sockets and disks. {@code host} puts the packages together.
 */
package org.medchain.node;
