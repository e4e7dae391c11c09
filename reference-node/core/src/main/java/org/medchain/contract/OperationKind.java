package org.medchain.contract;

import java.util.Optional;
import java.util.function.Function;
import org.medchain.data.Decoder;

/**
 * The kinds of operation, by the number that stands in {@link org.medchain.data.Transaction#kind}
 * (CON-1): never reused, never renumbered.
 */
public enum OperationKind {
  /** The center registers a participant. */
  REGISTER(1, Operation.Register::decode),
  /** A patient puts a record on the chain. */
  UPLOAD(2, Operation.Upload::decode),
  /** Somebody reads a record. */
  QUERY(3, Operation.Query::decode),
  /** A patient authorises a reader. */
  GRANT(4, Operation.Grant::decode),
  /** A patient takes an authorisation back. */
  REVOKE(5, Operation.Revoke::decode),
  /** The center finds a record false. */
  JUDGE(6, Operation.Judge::decode),
  /** A provider offers records. */
  OFFER(7, Operation.Offer::decode),
  /** A demander accepts an offer. */
  DEMAND(8, Operation.Demand::decode),
  /** A party leaves an offer or agreement. */
  WITHDRAW(9, Operation.Withdraw::decode),
  /** The center changes who the consensus nodes are. */
  CHANGE_MEMBERS(10, Operation.ChangeMembers::decode),
  /** Somebody asks what the chain knows of its key. */
  BALANCE(11, Operation.Balance::decode),
  /** Somebody asks what a query would cost. */
  QUOTE(12, Operation.Quote::decode);

  private final int code;
  private final Function<Decoder, Operation> reader;

  OperationKind(int code, Function<Decoder, Operation> reader) {
    this.code = code;
    this.reader = reader;
  }

  /** The number of this kind. */
  public int code() {
    return code;
  }

  /**
   * Whether an operation of this kind may be answered without being ordered, as long as executing
   * it would change nothing (CON-20).
   */
  boolean mayBeRead() {
    return switch (this) {
      case QUERY, BALANCE, QUOTE -> true;
      case REGISTER, UPLOAD, GRANT, REVOKE, JUDGE, OFFER, DEMAND, WITHDRAW, CHANGE_MEMBERS -> false;
    };
  }

  /** Reads the body of an operation of this kind. */
  Operation decode(Decoder in) {
    return reader.apply(in);
  }

  /** The kind with this number, if there is one. */
  public static Optional<OperationKind> find(int code) {
    for (OperationKind kind : values()) {
      if (kind.code == code) {
        return Optional.of(kind);
      }
    }
    return Optional.empty();
  }
}
