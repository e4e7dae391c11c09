/** What is wrong with a cluster, and which command fixes it (CLUSTER-17). */
package org.medchain.cluster.doctor;
