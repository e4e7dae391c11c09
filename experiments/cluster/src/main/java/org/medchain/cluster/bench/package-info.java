/**
 * The node's benchmark: throughput and latency of real processes beside the floor of signatures.
 */
package org.medchain.cluster.bench;
