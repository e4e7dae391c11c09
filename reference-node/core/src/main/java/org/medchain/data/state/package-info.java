/**
 * A state as a Merkle tree over its keys, with proofs of presence and absence (DATA-16, DATA-19).
 */
package org.medchain.data.state;
