/**
 * A cluster of processes on one machine: its folder, its processes, which begin with the umask 077.
 */
package org.medchain.cluster.local;
