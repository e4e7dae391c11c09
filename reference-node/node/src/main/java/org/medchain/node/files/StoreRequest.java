package org.medchain.node.files;

import org.medchain.data.Codec;
import org.medchain.data.Encodable;
import org.medchain.data.Hash;
import org.medchain.node.admission.CallKind;
import org.medchain.node.files.piece.Piece;
import org.medchain.node.files.piece.SignedManifest;

/** Requests about storing (topic {@link CallKind#STORE}). */
sealed interface StoreRequest extends Encodable {
  Codec<StoreRequest> CODEC =
      Codec.union(
          "question about storing",
          Codec.variant(0, BeginStore.class, Codec.of(BeginStore.class, SignedManifest.CODEC)),
          Codec.variant(1, SendPiece.class, Codec.of(SendPiece.class, Codec.HASH, Piece.CODEC)));

  /** Will you hold this file, and which pieces do you have? */
  record BeginStore(SignedManifest deposit) implements StoreRequest {}

  /** Keep this piece of a file that was begun. */
  record SendPiece(Hash file, Piece piece) implements StoreRequest {}
}
