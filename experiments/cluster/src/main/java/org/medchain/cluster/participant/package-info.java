/** Commands of {@code org.medchain.client} on a local cluster. */
package org.medchain.cluster.participant;
