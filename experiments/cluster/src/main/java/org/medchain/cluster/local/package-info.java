/**
 * A cluster of processes on one machine: its folder, its processes.
 *
 * <p>Processes begin with the umask 077, by a shell that becomes them: Java cannot set it, and
 * libraries make files by themselves.
 */
package org.medchain.cluster.local;
