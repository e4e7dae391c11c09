package org.medchain.contract.verdict;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.medchain.data.Encodable;
import org.medchain.data.PublicKey;
import org.medchain.incentive.RecordVerdict;
import org.medchain.incentive.VerdictRules;

/**
 * The proceedings about one record (GAME-1 to GAME-3; decision 0129). They stay in the state after
 * the verdict, for evaluations and traps.
 *
 * @param rules in force when the record came in: no later decision moves the quorum
 * @param until height of the last block in which a vote counts
 * @param seats the drawn verifiers and their votes; empty until they are drawn
 * @param calledTrue evaluations that found the record true
 * @param calledFalse evaluations that did not
 * @param trapOpened whether the center opened it as a trap
 */
public record Verification(
    VerdictRules rules,
    long until,
    List<Seat> seats,
    int calledTrue,
    int calledFalse,
    boolean trapOpened)
    implements Encodable {
  public Verification {
    seats = List.copyOf(seats);
  }

  /**
   * A verifier of one record.
   *
   * @param verifier the drawn verifier
   * @param opinion its vote
   */
  public record Seat(PublicKey verifier, Opinion opinion) implements Encodable {}

  static Verification opened(VerdictRules rules, long height) {
    return new Verification(rules, height + rules.decisionBlocks(), List.of(), 0, 0, false);
  }

  /** The verdict of the votes so far. */
  public RecordVerdict verdict() {
    return rules.outcome(votes(Opinion.VALID), votes(Opinion.FALSE));
  }

  private int votes(Opinion opinion) {
    return (int) seats.stream().filter(each -> each.opinion() == opinion).count();
  }

  /** Which seat is this key's. */
  public OptionalInt seatOf(PublicKey verifier) {
    for (int i = 0; i < seats.size(); i++) {
      if (seats.get(i).verifier().equals(verifier)) {
        return OptionalInt.of(i);
      }
    }
    return OptionalInt.empty();
  }

  /** Whether this key belongs to a verifier that has not voted. */
  public boolean awaitsVoteOf(PublicKey verifier) {
    OptionalInt seat = seatOf(verifier);
    return seat.isPresent() && seats.get(seat.getAsInt()).opinion() == Opinion.NONE;
  }

  Verification withCommittee(List<PublicKey> verifiers) {
    List<Seat> drawn = verifiers.stream().map(each -> new Seat(each, Opinion.NONE)).toList();
    return new Verification(rules, until, drawn, calledTrue, calledFalse, trapOpened);
  }

  Verification withVote(int seat, Opinion opinion) {
    List<Seat> changed = new ArrayList<>(seats);
    changed.set(seat, new Seat(seats.get(seat).verifier(), opinion));
    return new Verification(rules, until, changed, calledTrue, calledFalse, trapOpened);
  }

  Verification withEvaluation(boolean holds) {
    return new Verification(
        rules,
        until,
        seats,
        calledTrue + (holds ? 1 : 0),
        calledFalse + (holds ? 0 : 1),
        trapOpened);
  }

  Verification withTrapOpened() {
    return new Verification(rules, until, seats, calledTrue, calledFalse, true);
  }
}
