package org.medchain.contract.center;

import java.util.List;
import org.medchain.contract.engine.StateCodec;
import org.medchain.contract.engine.StateCodec.Sole;
import org.medchain.contract.engine.StateEntry;
import org.medchain.contract.engine.Table;
import org.medchain.contract.engine.WorldState;
import org.medchain.data.Bytes;
import org.medchain.data.PublicKey;
import org.medchain.network.Membership;

/** Who the consensus nodes are (paper §3.2.2) is ledger data (CON-17; decision 0090). */
public final class ConsensusNodes {
  static final Table<Sole, List<PublicKey>> NODES =
      new Table<>(
          0x27,
          "consensus nodes",
          StateCodec.SOLE,
          StateCodec.list("keys", PublicKey.SIZE, PublicKey::decode));

  private ConsensusNodes() {}

  /** The consensus nodes in the order that numbers them. */
  public static Membership of(WorldState state) {
    return NODES
        .get(state, Sole.ENTRY)
        .map(Membership::new)
        .orElseThrow(() -> new IllegalStateException("the state names no consensus nodes"));
  }

  /** Where they stand. */
  public static StateEntry<Membership> entry() {
    StateEntry<List<PublicKey>> nodes = NODES.entry(Sole.ENTRY);
    return new StateEntry<>(nodes.key(), in -> new Membership(nodes.reader().apply(in)));
  }

  /** Whether they are the same in both states, in the same order. */
  public static boolean areSame(WorldState one, WorldState other) {
    Bytes key = NODES.key(Sole.ENTRY);
    return one.tree().get(key).equals(other.tree().get(key));
  }

  static WorldState put(WorldState state, List<PublicKey> nodes) {
    return NODES.put(state, Sole.ENTRY, nodes);
  }
}
