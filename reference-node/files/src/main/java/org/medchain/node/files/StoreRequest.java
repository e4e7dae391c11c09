package org.medchain.node.files;

import org.medchain.data.Code;
import org.medchain.data.Encodable;
import org.medchain.data.Hash;
import org.medchain.node.admission.CallKind;
import org.medchain.node.files.piece.Piece;
import org.medchain.node.files.piece.SignedManifest;

/** Requests about storing (topic {@link CallKind#STORE}). */
sealed interface StoreRequest extends Encodable {
  /** Will you hold this file, and which pieces do you have? */
  @Code(0)
  record BeginStore(SignedManifest deposit) implements StoreRequest {}

  /** Keep this piece of a file that was begun. */
  @Code(1)
  record SendPiece(Hash file, Piece piece) implements StoreRequest {}
}
