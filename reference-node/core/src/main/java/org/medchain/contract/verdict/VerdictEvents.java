package org.medchain.contract.verdict;

import org.medchain.contract.engine.Event;
import org.medchain.data.Code;
import org.medchain.data.Hash;
import org.medchain.data.PublicKey;

/** Statements about a record. */
public sealed interface VerdictEvents extends Event {
  /**
   * A record came in whose verdict is open.
   *
   * @param record its id
   * @param until height of the last block in which a vote counts
   */
  @Code(15)
  record VerdictAwaited(Hash record, long until) implements VerdictEvents {}

  /**
   * A verifier voted.
   *
   * @param record its id
   * @param verifier the voter
   * @param valid the vote
   */
  @Code(16)
  record VoteCast(Hash record, PublicKey verifier, boolean valid) implements VerdictEvents {}

  /**
   * A user evaluated a record.
   *
   * @param record its id
   * @param user who obtained it
   * @param holds whether it found the record true
   */
  @Code(18)
  record Evaluated(Hash record, PublicKey user, boolean holds) implements VerdictEvents {}

  /**
   * The center committed to a trap.
   *
   * @param commitment to it
   */
  @Code(19)
  record TrapSet(Hash commitment) implements VerdictEvents {}

  /**
   * The center opened a trap.
   *
   * @param record its id
   * @param valid the truth
   */
  @Code(20)
  record TrapRevealed(Hash record, boolean valid) implements VerdictEvents {}
}
