package org.medchain.node.files;

import org.medchain.data.Decoder;
import org.medchain.data.Encodable;
import org.medchain.data.Encoder;
import org.medchain.data.Hash;
import org.medchain.node.admission.CallKind;
import org.medchain.node.files.piece.Piece;
import org.medchain.node.files.piece.SignedManifest;

/** Requests about storing (topic {@link CallKind#STORE}). */
sealed interface StoreRequest extends Encodable {
  /** Will you hold this file, and which pieces do you have? */
  record BeginStore(SignedManifest deposit) implements StoreRequest {}

  /** Keep this piece of a file that was begun. */
  record SendPiece(Hash file, Piece piece) implements StoreRequest {}

  static StoreRequest decode(Decoder in) {
    int code = in.uint8();
    return switch (code) {
      case 0 -> new BeginStore(SignedManifest.decode(in));
      case 1 -> new SendPiece(in.hash(), Piece.decode(in));
      default -> throw in.malformed("a question about storing has code 0 or 1, not " + code);
    };
  }

  @Override
  default void encode(Encoder out) {
    switch (this) {
      case BeginStore(SignedManifest deposit) -> out.uint8(0).value(deposit);
      case SendPiece(Hash file, Piece piece) -> out.uint8(1).hash(file).value(piece);
    }
  }
}
