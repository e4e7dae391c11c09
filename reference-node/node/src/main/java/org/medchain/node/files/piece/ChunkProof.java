package org.medchain.node.files.piece;

import org.medchain.contract.storageproof.Chunk;
import org.medchain.data.InclusionProof;

/**
 * A holder's response to an audit of the ledger (GAME-4, FILE-3).
 *
 * @param chunk that the audit demands
 * @param proof that it is in the file
 */
public record ChunkProof(Chunk chunk, InclusionProof proof) {}
