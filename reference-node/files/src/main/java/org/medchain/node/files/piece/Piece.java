package org.medchain.node.files.piece;

import java.util.ArrayList;
import java.util.List;
import org.medchain.contract.storageproof.Chunk;
import org.medchain.data.Argument;
import org.medchain.data.Bytes;
import org.medchain.data.Encodable;
import org.medchain.data.Hash;
import org.medchain.data.InclusionProof;
import org.medchain.data.MerkleTree;

/**
 * A piece of an encrypted file with its way to the file's root; holders send it (STO-6, FILE-3;
 * decision 0155). In the tree of RFC 6962 an aligned run of 2^k leaves is a subtree, and so is the
 * rest at the end. A piece is such a run of the ledger's chunks, so the pieces' roots are one level
 * of the ledger's tree, and a path from a piece's root up is the rest of the path of each chunk.
 *
 * @param proof which piece, and the siblings from its root up
 * @param content its bytes
 */
public record Piece(InclusionProof proof, Bytes content) implements Encodable {
  /**
   * A holder's response to an audit of the ledger (GAME-4, FILE-3).
   *
   * @param chunk that the audit demands
   * @param proof that it is in the file
   */
  public record ChunkProof(Chunk chunk, InclusionProof proof) {}

  public Piece {
    Argument.refuseIf(
        content.size() < 1 || content.size() > FileManifest.MAX_PIECE_SIZE,
        "a piece has 1 byte to 1 MiB, not %s",
        content.size());
  }

  public int index() {
    return proof.index();
  }

  /** The root of the ledger's tree over the chunks of a piece. */
  public static Hash rootOf(Bytes content) {
    return MerkleTree.rootOf(Chunk.of(content));
  }

  public Hash root() {
    return rootOf(content);
  }

  /** Whether it is the claimed piece of that file. */
  public boolean belongsTo(FileManifest file) {
    return proof.count() == file.pieceCount()
        && content.size() == file.pieceLength(proof.index())
        && proof.rootOver(root()).equals(file.root());
  }

  /**
   * One of its chunks with a proof as the ledger requires it in {@code PROVE} (GAME-4).
   *
   * @param chunk number of the chunk in the file
   */
  public ChunkProof proveChunk(FileManifest file, int chunk) {
    int first = proof.index() * (file.pieceSize() / Chunk.MAX_SIZE);
    List<Chunk> chunks = Chunk.of(content);
    InclusionProof inside = MerkleTree.of(chunks).proof(chunk - first);
    List<Hash> path = new ArrayList<>(inside.path());
    path.addAll(proof.path());
    return new ChunkProof(
        chunks.get(chunk - first), new InclusionProof(chunk, file.chunkCount(), path));
  }
}
