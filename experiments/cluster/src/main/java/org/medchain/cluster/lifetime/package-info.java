/**
 * How long processes and folders live that a command makes (CLUSTER-10 to CLUSTER-14): {@link
 * org.medchain.cluster.lifetime.ProcessTag} names a process on its command line, {@link
 * org.medchain.cluster.lifetime.Lifeline} and {@link org.medchain.cluster.lifetime.OwnerWatch} are
 * the two ends of the pipe by which it notices that its command is gone, and {@link
 * org.medchain.cluster.lifetime.TemporaryFolder} goes with its command.
 */
package org.medchain.cluster.lifetime;
