/**
 * Commands of {@code org.medchain.client} on a local cluster: the cluster's and the user's files
 * that they read.
 */
package org.medchain.cluster.participant;
