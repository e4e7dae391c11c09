/** Members of a cluster that are replaced, join and leave, and the care for their stores. */
package org.medchain.cluster.member;
