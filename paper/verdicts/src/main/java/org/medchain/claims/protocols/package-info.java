/**
 * Claims on PBFT beside proof of work (CLAIM-3): processor time, latency, throughput at saturation
 * and by node count, forks. {@link org.medchain.claims.protocols.ProtocolsExperiments} lists the
 * experiments.
 */
package org.medchain.claims.protocols;
