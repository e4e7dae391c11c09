/** What is wrong with a cluster, and which command mends it (CLUSTER-22). */
package org.medchain.cluster.doctor;
