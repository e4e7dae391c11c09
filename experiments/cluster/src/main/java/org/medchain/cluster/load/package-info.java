/** Load on a cluster: clients' processes, and their measurements. */
package org.medchain.cluster.load;
