/**
 * A state as a Merkle tree over its keys: its root stands in headers, and an entry or its absence
 * has a proof ({@link org.medchain.data.state.StateTree}, {@link
 * org.medchain.data.state.StateProof}; DATA-16, DATA-19).
 */
package org.medchain.data.state;
