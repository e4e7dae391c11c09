package org.medchain.contract.verdict;

import org.medchain.contract.engine.Event;
import org.medchain.data.Code;
import org.medchain.data.Hash;
import org.medchain.data.PublicKey;

/** Statements about a record. */
public final class VerdictEvents {
  private VerdictEvents() {}

  /**
   * A record came in whose verdict is open.
   *
   * @param record its id
   * @param until height of the last block in which a vote counts
   */
  @Code(15)
  public record VerdictAwaited(Hash record, long until) implements Event {}

  /**
   * A verifier voted.
   *
   * @param record its id
   * @param verifier the voter
   * @param valid the vote
   */
  @Code(16)
  public record VoteCast(Hash record, PublicKey verifier, boolean valid) implements Event {}

  /**
   * A user evaluated a record.
   *
   * @param record its id
   * @param user who obtained it
   * @param holds whether it found the record true
   */
  @Code(18)
  public record Evaluated(Hash record, PublicKey user, boolean holds) implements Event {}

  /**
   * The center committed to a trap.
   *
   * @param commitment to it
   */
  @Code(19)
  public record TrapSet(Hash commitment) implements Event {}

  /**
   * The center opened a trap.
   *
   * @param record its id
   * @param valid the truth
   */
  @Code(20)
  public record TrapRevealed(Hash record, boolean valid) implements Event {}
}
