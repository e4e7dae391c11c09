/** A cluster of processes on one machine: its folder, its processes. */
package org.medchain.cluster.local;
