package org.medchain.node.ledger;

import java.util.List;
import org.medchain.data.Decoder;
import org.medchain.data.Encodable;
import org.medchain.data.Encoder;

/**
 * A run of decided blocks.
 *
 * @param height up to which the answerer has blocks: its word
 * @param decisions from the height asked for on; none if it lacks that one
 */
public record DecisionAnswer(long height, List<Decision> decisions) implements Encodable {
  /** Copies the list. */
  public DecisionAnswer {
    decisions = List.copyOf(decisions);
  }

  /** Reads what {@link #encode} wrote. */
  public static DecisionAnswer decode(Decoder in) {
    return new DecisionAnswer(in.int64(), in.list(Decision.MIN_SIZE, Decision::decode));
  }

  @Override
  public void encode(Encoder out) {
    out.int64(height).list(decisions);
  }
}
