package org.medchain.contract.center;

import java.util.List;
import org.medchain.contract.engine.Event;
import org.medchain.contract.engine.EventType;
import org.medchain.data.Encoder;
import org.medchain.data.PublicKey;
import org.medchain.incentive.IncentiveRules;

/** The regulatory center's decisions. */
public final class CenterEvents {
  static final List<EventType<?>> TYPES =
      List.of(MembersChanged.TYPE, Frozen.TYPE, Thawed.TYPE, RulesOrdered.TYPE);

  private CenterEvents() {}

  /**
   * The center changed who the consensus nodes are.
   *
   * @param nodes all keys from now on, in the order that numbers them
   */
  public record MembersChanged(List<PublicKey> nodes) implements Event {
    static final EventType<MembersChanged> TYPE =
        new EventType<>(
            12,
            MembersChanged.class,
            in -> new MembersChanged(in.list(PublicKey.SIZE, PublicKey::decode)));

    /** Copies the list. */
    public MembersChanged {
      nodes = List.copyOf(nodes);
    }

    @Override
    public EventType<MembersChanged> type() {
      return TYPE;
    }

    @Override
    public void encodeFields(Encoder out) {
      out.list(nodes);
    }
  }

  /**
   * The center froze an account.
   *
   * @param participant whose it is
   */
  public record Frozen(PublicKey participant) implements Event {
    static final EventType<Frozen> TYPE =
        new EventType<>(34, Frozen.class, in -> new Frozen(PublicKey.decode(in)));

    @Override
    public EventType<Frozen> type() {
      return TYPE;
    }

    @Override
    public void encodeFields(Encoder out) {
      out.value(participant);
    }
  }

  /**
   * The center thawed an account.
   *
   * @param participant whose it is
   */
  public record Thawed(PublicKey participant) implements Event {
    static final EventType<Thawed> TYPE =
        new EventType<>(35, Thawed.class, in -> new Thawed(PublicKey.decode(in)));

    @Override
    public EventType<Thawed> type() {
      return TYPE;
    }

    @Override
    public void encodeFields(Encoder out) {
      out.value(participant);
    }
  }

  /**
   * The center changed the rules.
   *
   * @param fromHeight of the first block under them
   * @param rules all of them
   */
  public record RulesOrdered(long fromHeight, IncentiveRules rules) implements Event {
    static final EventType<RulesOrdered> TYPE =
        new EventType<>(
            36,
            RulesOrdered.class,
            in -> new RulesOrdered(in.int64(), IncentiveRules.CODEC.decode(in)));

    @Override
    public EventType<RulesOrdered> type() {
      return TYPE;
    }

    @Override
    public void encodeFields(Encoder out) {
      out.int64(fromHeight).value(rules);
    }
  }
}
