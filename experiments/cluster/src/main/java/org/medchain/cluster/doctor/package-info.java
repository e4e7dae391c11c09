/** What is wrong with a cluster, and which command mends it (CLUSTER-17). */
package org.medchain.cluster.doctor;
