/**
 * A participant's way to the cluster (paper §4: client, nearest agency, nodes): requests, proofs
 * and files.
 */
package org.medchain.client.session;
