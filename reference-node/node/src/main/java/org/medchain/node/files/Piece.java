package org.medchain.node.files;

import java.util.ArrayList;
import java.util.List;
import org.medchain.contract.Chunk;
import org.medchain.data.Bytes;
import org.medchain.data.Decoder;
import org.medchain.data.Encodable;
import org.medchain.data.Encoder;
import org.medchain.data.Hash;
import org.medchain.data.InclusionProof;
import org.medchain.data.MerkleTree;

/**
 * A piece of an encrypted file with its way to the file's root: what holders send (STO-6, FILE-3).
 *
 * @param place which piece, and the siblings from its root up
 * @param content its bytes
 */
record Piece(InclusionProof place, Bytes content) implements Encodable {
  Piece {
    if (content.size() < 1 || content.size() > StoredFile.MAX_PIECE_SIZE) {
      throw new IllegalArgumentException("a piece has 1 byte to 1 MiB, not " + content.size());
    }
  }

  int index() {
    return place.index();
  }

  Hash root() {
    return PieceTree.rootOf(content);
  }

  /** Whether it is the piece of that file that it says it is. */
  boolean belongsTo(StoredFile file) {
    return place.count() == file.pieces()
        && content.size() == file.pieceLength(place.index())
        && PieceTree.rootOver(root(), place).equals(file.root());
  }

  /**
   * One of its chunks with a proof as the ledger wants it in {@code PROVE} (GAME-4).
   *
   * @param chunk number of the chunk in the file
   */
  ChunkProof chunk(StoredFile file, int chunk) {
    int first = place.index() * (file.pieceSize() / Chunk.MAX_SIZE);
    List<Chunk> chunks = Chunk.of(content);
    InclusionProof inside = MerkleTree.of(chunks).proof(chunk - first);
    List<Hash> path = new ArrayList<>(inside.path());
    path.addAll(place.path());
    return new ChunkProof(
        chunks.get(chunk - first), new InclusionProof(chunk, file.chunks(), path));
  }

  static Piece decode(Decoder in) {
    return new Piece(InclusionProof.decode(in), in.bytes());
  }

  @Override
  public void encode(Encoder out) {
    out.value(place).bytes(content);
  }
}
