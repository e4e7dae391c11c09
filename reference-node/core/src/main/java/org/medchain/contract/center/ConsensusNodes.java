package org.medchain.contract.center;

import java.util.List;
import java.util.Optional;
import org.medchain.contract.engine.Role;
import org.medchain.contract.engine.StateEntry;
import org.medchain.contract.engine.Table;
import org.medchain.contract.engine.Table.Sole;
import org.medchain.contract.engine.WorldState;
import org.medchain.contract.registration.Registration;
import org.medchain.data.Argument;
import org.medchain.data.Bytes;
import org.medchain.data.Codec;
import org.medchain.data.PublicKey;
import org.medchain.network.Membership;

/** The list of consensus nodes (paper §3.2.2) is ledger data (CON-17; decision 0072). */
public final class ConsensusNodes {
  static final Table<Sole, List<PublicKey>> NODES =
      new Table<>(0x27, "consensus nodes", Table.SOLE, PublicKey.CODEC.list());

  static final Table<PublicKey, Role> OPERATORS =
      new Table<>(0x6B, "operators of consensus nodes", PublicKey.CODEC, Codec.of(Role.class));

  private ConsensusNodes() {}

  /** The consensus nodes in the order that numbers them. */
  public static Membership of(WorldState state) {
    return NODES
        .get(state, Sole.ENTRY)
        .map(Membership::new)
        .orElseThrow(() -> new IllegalStateException("the state names no consensus nodes"));
  }

  /** Their entry in the state. */
  public static StateEntry<Membership> entry() {
    StateEntry<List<PublicKey>> nodes = NODES.entry(Sole.ENTRY);
    return new StateEntry<>(nodes.key(), in -> new Membership(nodes.reader().apply(in)));
  }

  /** Whether they are the same in both states, in the same order. */
  public static boolean areSame(WorldState one, WorldState other) {
    Bytes key = NODES.key(Sole.ENTRY);
    return one.tree().get(key).equals(other.tree().get(key));
  }

  /** Whether this operator may run it; if the key is a participant's, only that one may. */
  static boolean mayRun(WorldState state, PublicKey node, Role operator) {
    return operator.has(Role.Duty.CONSENSUS)
        && Registration.role(state, node).orElse(operator) == operator;
  }

  static WorldState put(WorldState state, List<PublicKey> nodes) {
    return NODES.put(state, Sole.ENTRY, nodes);
  }

  /** The first nodes: tertiary hospitals', unless the key is another participant's. */
  static WorldState genesis(WorldState before, List<PublicKey> nodes) {
    WorldState state = put(before, nodes);
    for (PublicKey node : nodes) {
      Role operator = Registration.role(state, node).orElse(Role.TERTIARY_HOSPITAL);
      Argument.refuseIf(
          !mayRun(state, node, operator),
          "the consensus node %s is a %s's",
          node.brief(),
          operator.word());
      state = OPERATORS.put(state, node, operator);
    }
    return state;
  }

  /** The role of a consensus node's operator (paper §3.2.2; CON-43); nothing for another key. */
  public static Optional<Role> operator(WorldState state, PublicKey node) {
    return OPERATORS.get(state, node);
  }
}
