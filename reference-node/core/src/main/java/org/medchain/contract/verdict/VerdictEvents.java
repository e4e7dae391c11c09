package org.medchain.contract.verdict;

import java.util.List;
import org.medchain.contract.engine.Event;
import org.medchain.contract.engine.EventType;
import org.medchain.data.Encoder;
import org.medchain.data.Hash;
import org.medchain.data.PublicKey;

/** Statements about a record. */
public final class VerdictEvents {
  static final List<EventType<?>> TYPES =
      List.of(VerdictAwaited.TYPE, VoteCast.TYPE, Evaluated.TYPE, TrapSet.TYPE, TrapRevealed.TYPE);

  private VerdictEvents() {}

  /**
   * A record came in whose verdict is open.
   *
   * @param record its id
   * @param until height of the last block in which a vote counts
   */
  public record VerdictAwaited(Hash record, long until) implements Event {
    static final EventType<VerdictAwaited> TYPE =
        new EventType<>(15, VerdictAwaited.class, in -> new VerdictAwaited(in.hash(), in.int64()));

    @Override
    public EventType<VerdictAwaited> type() {
      return TYPE;
    }

    @Override
    public void encodeFields(Encoder out) {
      out.hash(record).int64(until);
    }
  }

  /**
   * A verifier voted.
   *
   * @param record its id
   * @param verifier the voter
   * @param valid the vote
   */
  public record VoteCast(Hash record, PublicKey verifier, boolean valid) implements Event {
    static final EventType<VoteCast> TYPE =
        new EventType<>(
            16, VoteCast.class, in -> new VoteCast(in.hash(), PublicKey.decode(in), in.flag()));

    @Override
    public EventType<VoteCast> type() {
      return TYPE;
    }

    @Override
    public void encodeFields(Encoder out) {
      out.hash(record).value(verifier).uint8(valid ? 1 : 0);
    }
  }

  /**
   * A user evaluated a record.
   *
   * @param record its id
   * @param user who obtained it
   * @param holds whether it found the record true
   */
  public record Evaluated(Hash record, PublicKey user, boolean holds) implements Event {
    static final EventType<Evaluated> TYPE =
        new EventType<>(
            18, Evaluated.class, in -> new Evaluated(in.hash(), PublicKey.decode(in), in.flag()));

    @Override
    public EventType<Evaluated> type() {
      return TYPE;
    }

    @Override
    public void encodeFields(Encoder out) {
      out.hash(record).value(user).uint8(holds ? 1 : 0);
    }
  }

  /**
   * The center committed to a trap.
   *
   * @param commitment to it
   */
  public record TrapSet(Hash commitment) implements Event {
    static final EventType<TrapSet> TYPE =
        new EventType<>(19, TrapSet.class, in -> new TrapSet(in.hash()));

    @Override
    public EventType<TrapSet> type() {
      return TYPE;
    }

    @Override
    public void encodeFields(Encoder out) {
      out.hash(commitment);
    }
  }

  /**
   * The center opened a trap.
   *
   * @param record its id
   * @param valid the truth
   */
  public record TrapRevealed(Hash record, boolean valid) implements Event {
    static final EventType<TrapRevealed> TYPE =
        new EventType<>(20, TrapRevealed.class, in -> new TrapRevealed(in.hash(), in.flag()));

    @Override
    public EventType<TrapRevealed> type() {
      return TYPE;
    }

    @Override
    public void encodeFields(Encoder out) {
      out.hash(record).uint8(valid ? 1 : 0);
    }
  }
}
