/** A file as pieces: its signed manifest, and a Merkle tree (Merkle 1987). */
package org.medchain.node.files.piece;
