/**
 * How long processes and folders live that a command makes (CLUSTER-10 to CLUSTER-14): {@link
 * org.medchain.cluster.lifetime.ProcessTag} names a process on its command line, {@link
 * org.medchain.cluster.lifetime.Lifeline} and {@link org.medchain.cluster.lifetime.OwnerWatch} are
 * the two ends of the pipe by which it notices that its command is gone, and {@link
 * org.medchain.cluster.lifetime.TemporaryFolder} goes with its command.
 *
 * <p>After SIGKILL a shell in another session removes the temporary folder, when the same kind of
 * pipe ends: a child cannot do it while others still write. JMH's forks get such a pipe from JMH.
 */
package org.medchain.cluster.lifetime;
