/**
 * Several replicas and the network between them, through the public interface alone: what a cluster
 * decides, under which faults, and what one replica of it says.
 */
package org.medchain.consensus.pbft.cluster;
