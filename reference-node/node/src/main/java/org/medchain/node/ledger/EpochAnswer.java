package org.medchain.node.ledger;

import java.util.List;
import org.medchain.data.Bytes;
import org.medchain.data.Decoder;
import org.medchain.data.Encodable;
import org.medchain.data.Encoder;

/**
 * The ends of the epochs that follow the one that the asker knows, oldest first; each names the
 * members of the next (PBFT-21).
 *
 * @param proofs as {@link org.medchain.consensus.pbft.MemberHistory#proof} gives them
 */
public record EpochAnswer(List<Bytes> proofs) implements Encodable {
  /** The most in an answer; whoever gets so many asks again. */
  public static final int MOST = 64;

  /** Copies the list. */
  public EpochAnswer {
    proofs = List.copyOf(proofs);
    if (proofs.size() > MOST) {
      throw new IllegalArgumentException("an answer ends up to " + MOST + " epochs");
    }
  }

  /** Reads what {@link #encode} wrote. */
  public static EpochAnswer decode(Decoder in) {
    return new EpochAnswer(in.list(1, Decoder::bytes));
  }

  @Override
  public void encode(Encoder out) {
    out.count(proofs.size());
    proofs.forEach(out::bytes);
  }
}
