/** Faults of a cluster, and the commands that fix them (CLUSTER-17). */
package org.medchain.cluster.doctor;
