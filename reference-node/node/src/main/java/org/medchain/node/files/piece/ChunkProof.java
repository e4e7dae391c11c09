package org.medchain.node.files.piece;

import org.medchain.contract.audit.Chunk;
import org.medchain.data.InclusionProof;

/**
 * What a holder answers an audit of the ledger with (GAME-4, FILE-3).
 *
 * @param chunk that the audit asks for
 * @param proof that it is in the file
 */
public record ChunkProof(Chunk chunk, InclusionProof proof) {}
