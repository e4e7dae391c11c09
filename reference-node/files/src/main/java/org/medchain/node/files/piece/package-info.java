/**
 * A file as pieces: its signed manifest, and the Merkle tree (Merkle 1987) by which each piece is
 * checked alone.
 */
package org.medchain.node.files.piece;
