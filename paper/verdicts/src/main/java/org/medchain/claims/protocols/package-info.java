/**
 * Decides what is claimed of PBFT beside proof of work (CLAIM-3): processor time, latency,
 * throughput at saturation and its fall with more nodes, how often chains fork, and that forks end.
 * {@link org.medchain.claims.protocols.ProtocolsExperiments} lists the experiments.
 */
package org.medchain.claims.protocols;
