package org.medchain.contract.center;

import java.util.List;
import org.medchain.contract.engine.Event;
import org.medchain.data.Code;
import org.medchain.data.PublicKey;
import org.medchain.incentive.IncentiveRules;

/** The regulatory center's decisions. */
public final class CenterEvents {
  private CenterEvents() {}

  /**
   * The center changed who the consensus nodes are.
   *
   * @param nodes all keys from now on, in the order that numbers them
   */
  @Code(12)
  public record MembersChanged(List<PublicKey> nodes) implements Event {
    /** Copies the list. */
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
  public record Frozen(PublicKey participant) implements Event {}

  /**
   * The center thawed an account.
   *
   * @param participant whose it is
   */
  @Code(35)
  public record Thawed(PublicKey participant) implements Event {}

  /**
   * The center changed the rules.
   *
   * @param fromHeight of the first block under them
   * @param rules all of them
   */
  @Code(36)
  public record RulesOrdered(long fromHeight, IncentiveRules rules) implements Event {}
}
