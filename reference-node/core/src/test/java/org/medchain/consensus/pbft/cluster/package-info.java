/** Several replicas and the network between them, through the public interface. */
package org.medchain.consensus.pbft.cluster;
