/**
 * A transparency log in the C2SP formats on the chain's own Merkle tree, and its witnesses (BASE-7,
 * BASE-8).
 */
package org.medchain.baseline.log;
