package org.medchain.node.files;

import org.medchain.data.Decoder;
import org.medchain.data.Encodable;
import org.medchain.data.Encoder;
import org.medchain.data.Hash;

/** What is asked about storing (topic {@link FileTopics#STORE}). */
sealed interface StoreQuestion extends Encodable {
  /** Will you hold this file, and which pieces do you have? */
  record Begin(Deposit deposit) implements StoreQuestion {
    @Override
    public void encode(Encoder out) {
      out.uint8(0).value(deposit);
    }
  }

  /** Keep this piece of a file that was begun. */
  record Send(Hash file, Piece piece) implements StoreQuestion {
    @Override
    public void encode(Encoder out) {
      out.uint8(1).hash(file).value(piece);
    }
  }

  static StoreQuestion decode(Decoder in) {
    int code = in.uint8();
    return switch (code) {
      case 0 -> new Begin(Deposit.decode(in));
      case 1 -> new Send(in.hash(), Piece.decode(in));
      default -> throw in.malformed("a question about storing has code 0 or 1, not " + code);
    };
  }
}
