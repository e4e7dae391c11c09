/**
 * Lifetimes of a command's processes and folders (CLUSTER-10 to CLUSTER-14): {@link
 * org.medchain.cluster.lifetime.ProcessTag} names a process on its command line, {@link
 * org.medchain.cluster.lifetime.Lifeline} and {@link org.medchain.cluster.lifetime.OwnerWatch} are
 * the ends of the pipe by which it notices that its command is gone, {@link
 * org.medchain.cluster.lifetime.TemporaryFolder} ends with its command.
 */
package org.medchain.cluster.lifetime;
