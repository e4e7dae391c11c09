/** Node processes that are Byzantine on purpose. */
package org.medchain.cluster.byzantine;
