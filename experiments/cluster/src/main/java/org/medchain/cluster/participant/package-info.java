/**
 * The commands of {@code org.medchain.client} on a cluster of this machine: what they read of its
 * files, and of those that people write.
 */
package org.medchain.cluster.participant;
