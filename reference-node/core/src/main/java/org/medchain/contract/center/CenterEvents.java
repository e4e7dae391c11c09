package org.medchain.contract.center;

import java.util.List;
import org.medchain.contract.engine.Event;
import org.medchain.data.Code;
import org.medchain.data.PublicKey;
import org.medchain.incentive.IncentiveRules;

/** The regulatory center's decisions. */
public sealed interface CenterEvents extends Event {
  /**
   * The center changed the list of consensus nodes.
   *
   * @param nodes all keys from now on, in the order that numbers them
   */
  @Code(12)
  record MembersChanged(List<PublicKey> nodes) implements CenterEvents {
    public MembersChanged {
      nodes = List.copyOf(nodes);
    }
  }

  /**
   * The center froze an account.
   *
   * @param participant whose it is
   */
  @Code(34)
  record Frozen(PublicKey participant) implements CenterEvents {}

  /**
   * The center thawed an account.
   *
   * @param participant whose it is
   */
  @Code(35)
  record Thawed(PublicKey participant) implements CenterEvents {}

  /**
   * The center changed the rules.
   *
   * @param fromHeight of the first block under them
   * @param rules all of them
   */
  @Code(36)
  record RulesOrdered(long fromHeight, IncentiveRules rules) implements CenterEvents {}
}
