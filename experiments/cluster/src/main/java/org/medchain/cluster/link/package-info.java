/** Links between processes of one machine by proxies, which delay and disturb (CLUSTER-28). */
package org.medchain.cluster.link;
