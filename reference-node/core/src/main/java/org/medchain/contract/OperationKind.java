package org.medchain.contract;

import java.util.Optional;
import java.util.function.Function;
import org.medchain.data.Decoder;
import org.medchain.data.Transaction;

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
  QUOTE(12, Operation.Quote::decode),
  /** A verifier votes on a record. */
  VOTE(13, IncentiveOperation.Vote::decode),
  /** Somebody who obtained a record evaluates it. */
  EVALUATE(14, IncentiveOperation.Evaluate::decode),
  /** The center commits to a trap. */
  SET_TRAP(15, IncentiveOperation.SetTrap::decode),
  /** The center opens a trap. */
  REVEAL_TRAP(16, IncentiveOperation.RevealTrap::decode),
  /** A patient entrusts a file to a holder. */
  ENTRUST(17, StorageOperation.Entrust::decode),
  /** A holder accepts it. */
  HOLD(18, StorageOperation.Hold::decode),
  /** A holder answers a challenge. */
  PROVE(19, StorageOperation.Prove::decode),
  /** Anybody has missed challenges counted. */
  CLAIM_MISSED(20, StorageOperation.ClaimMissed::decode),
  /** A holding ends. */
  RELEASE(21, StorageOperation.Release::decode),
  /** Somebody buys a membership level. */
  BUY_LEVEL(22, IncentiveOperation.BuyLevel::decode),
  /** Somebody changes points into a voucher. */
  REDEEM(23, IncentiveOperation.Redeem::decode),
  /** The center has paid a voucher. */
  PAY_VOUCHER(24, IncentiveOperation.PayVoucher::decode),
  /** Somebody leaves for good. */
  EXIT(25, IncentiveOperation.Leave::decode),
  /** Anybody has an account settled whose key left. */
  SETTLE(26, IncentiveOperation.Settle::decode),
  /** The center freezes an account. */
  FREEZE(27, IncentiveOperation.Freeze::decode),
  /** The center thaws an account. */
  THAW(28, IncentiveOperation.Thaw::decode),
  /** The center changes the rules of the incentive layer. */
  CHANGE_RULES(29, IncentiveOperation.ChangeRules::decode),
  /** The center revokes certificates. */
  REVOKE_CERTIFICATES(30, RevokeCertificates::decode),
  /** Somebody has something ordered that the chain does not read. */
  OPAQUE(Transaction.FIRST_OPAQUE_KIND, Operation.Opaque::decode);

  private static final OperationKind[] BY_CODE = new OperationKind[256];

  static {
    for (OperationKind each : values()) {
      BY_CODE[each.code] = each;
    }
  }

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
      case VOTE, EVALUATE, SET_TRAP, REVEAL_TRAP, ENTRUST, HOLD, PROVE, CLAIM_MISSED, RELEASE ->
          false;
      case BUY_LEVEL, REDEEM, PAY_VOUCHER, EXIT, SETTLE, FREEZE, THAW, CHANGE_RULES, OPAQUE ->
          false;
      case REVOKE_CERTIFICATES -> false;
    };
  }

  /** Reads the body of an operation of this kind. */
  Operation decode(Decoder in) {
    return reader.apply(in);
  }

  /** The kind with this number, if there is one. */
  public static Optional<OperationKind> find(int code) {
    return code < 0 || code >= BY_CODE.length
        ? Optional.empty()
        : Optional.ofNullable(BY_CODE[code]);
  }
}
