package org.medchain.node.files.holder;

import java.io.IOException;
import java.util.BitSet;
import org.medchain.data.Hash;
import org.medchain.node.files.piece.Piece;
import org.medchain.node.files.piece.PieceSink;
import org.medchain.node.transport.RefusedException;

/** Where missing pieces of a store's file go. */
record PieceStoreSink(PieceStore store, Hash id) implements PieceSink {
  @Override
  public BitSet presentPieces() {
    try {
      return store.presentPieces(id);
    } catch (RefusedException e) {
      return new BitSet();
    }
  }

  @Override
  public void write(Piece piece) throws IOException, RefusedException {
    store.putPiece(id, piece);
  }
}
