/** Load on a cluster: clients' processes, and what they measure. */
package org.medchain.cluster.load;
