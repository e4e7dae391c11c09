package org.medchain.node.files.holder;

import java.util.BitSet;
import org.medchain.node.files.piece.FileManifest;
import org.medchain.node.files.piece.MerklePathTable;
import org.medchain.node.files.piece.SignedManifest;

/** A store's entry of a file that it holds, wholly or in part; guarded by the store's lock. */
final class HeldFile {
  final SignedManifest deposit;
  final MerklePathTable paths;
  final BitSet presentPieces = new BitSet();

  /** Whether the names of all pieces are durable. */
  boolean synced;

  HeldFile(SignedManifest deposit, MerklePathTable paths) {
    this.deposit = deposit;
    this.paths = paths;
  }

  FileManifest file() {
    return deposit.manifest();
  }

  /** Whether all pieces are here and their names are durable. */
  boolean isComplete() {
    return synced && presentPieces.cardinality() == file().pieceCount();
  }

  boolean needsSync() {
    return !synced && presentPieces.cardinality() == file().pieceCount();
  }
}
