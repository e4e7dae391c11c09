package org.medchain.contract;

import org.medchain.data.Decoder;
import org.medchain.data.Encoder;
import org.medchain.data.Hash;
import org.medchain.data.MalformedInput;
import org.medchain.data.PublicKey;
import org.medchain.incentive.IncentiveRules;
import org.medchain.incentive.MembershipRules;

/**
 * The operations of the incentive game on the ledger (paper §3.2.4, §4; GAME-1 to GAME-9), besides
 * those that move records.
 */
public sealed interface IncentiveOperation extends Operation {
  /** One byte, 0 or 1. */
  static boolean flag(Decoder in) {
    int value = in.uint8();
    if (value > 1) {
      throw new MalformedInput("a flag is 0 or 1, not " + value);
    }
    return value == 1;
  }

  /**
   * A verifier says whether a record is valid (GAME-2).
   *
   * @param record its id
   * @param valid what it says
   */
  record Vote(Hash record, boolean valid) implements IncentiveOperation {
    static Vote decode(Decoder in) {
      return new Vote(in.hash(), flag(in));
    }

    @Override
    public OperationKind kind() {
      return OperationKind.VOTE;
    }

    @Override
    public void encode(Encoder out) {
      out.hash(record).uint8(valid ? 1 : 0);
    }
  }

  /**
   * Somebody who obtained a record says whether it is true (GAME-3).
   *
   * @param record its id
   * @param holds whether the sender found it true
   */
  record Evaluate(Hash record, boolean holds) implements IncentiveOperation {
    static Evaluate decode(Decoder in) {
      return new Evaluate(in.hash(), flag(in));
    }

    @Override
    public OperationKind kind() {
      return OperationKind.EVALUATE;
    }

    @Override
    public void encode(Encoder out) {
      out.hash(record).uint8(holds ? 1 : 0);
    }
  }

  /**
   * The regulatory center commits to what a record will be that is not uploaded yet (GAME-2).
   *
   * @param commitment see {@link RevealTrap#commitment}
   */
  record SetTrap(Hash commitment) implements IncentiveOperation {
    static SetTrap decode(Decoder in) {
      return new SetTrap(in.hash());
    }

    @Override
    public OperationKind kind() {
      return OperationKind.SET_TRAP;
    }

    @Override
    public void encode(Encoder out) {
      out.hash(commitment);
    }
  }

  /**
   * The regulatory center opens a trap after its verdict (GAME-2; decision 0129).
   *
   * @param record id of the trap
   * @param valid what it is in truth
   * @param salt random, so that nobody finds the record by trying
   */
  record RevealTrap(Hash record, boolean valid, Hash salt) implements IncentiveOperation {
    /** What the center must have ordered before the record was uploaded. */
    public Hash commitment() {
      return Hash.of(encoded());
    }

    static RevealTrap decode(Decoder in) {
      return new RevealTrap(in.hash(), flag(in), in.hash());
    }

    @Override
    public OperationKind kind() {
      return OperationKind.REVEAL_TRAP;
    }

    @Override
    public void encode(Encoder out) {
      out.hash(record).uint8(valid ? 1 : 0).hash(salt);
    }
  }

  /**
   * The sender buys a membership level (GAME-5).
   *
   * @param level from 1 on
   */
  record BuyLevel(int level) implements IncentiveOperation {
    /** Checks the range. */
    public BuyLevel {
      if (level < 1 || level > MembershipRules.MAX_LEVELS) {
        throw new IllegalArgumentException(
            "a level is 1 to " + MembershipRules.MAX_LEVELS + ", not " + level);
      }
    }

    static BuyLevel decode(Decoder in) {
      return new BuyLevel(in.int32());
    }

    @Override
    public OperationKind kind() {
      return OperationKind.BUY_LEVEL;
    }

    @Override
    public void encode(Encoder out) {
      out.int32(level);
    }
  }

  /**
   * The sender changes points into a voucher (GAME-6).
   *
   * @param points 1 or more, fee included
   */
  record Redeem(long points) implements IncentiveOperation {
    /** Refuses nothing at all. */
    public Redeem {
      if (points < 1) {
        throw new IllegalArgumentException("1 point or more is redeemed, not " + points);
      }
    }

    static Redeem decode(Decoder in) {
      return new Redeem(in.int64());
    }

    @Override
    public OperationKind kind() {
      return OperationKind.REDEEM;
    }

    @Override
    public void encode(Encoder out) {
      out.int64(points);
    }
  }

  /**
   * The regulatory center has paid a voucher in cash (GAME-6).
   *
   * @param voucher its id
   */
  record PayVoucher(Hash voucher) implements IncentiveOperation {
    static PayVoucher decode(Decoder in) {
      return new PayVoucher(in.hash());
    }

    @Override
    public OperationKind kind() {
      return OperationKind.PAY_VOUCHER;
    }

    @Override
    public void encode(Encoder out) {
      out.hash(voucher);
    }
  }

  /** The sender leaves the chain for good (GAME-7). */
  record Leave() implements IncentiveOperation {
    static Leave decode(Decoder in) {
      return new Leave();
    }

    @Override
    public OperationKind kind() {
      return OperationKind.EXIT;
    }

    @Override
    public void encode(Encoder out) {}
  }

  /**
   * Anybody has the account of a key settled that left (GAME-7).
   *
   * @param participant the key
   */
  record Settle(PublicKey participant) implements IncentiveOperation {
    static Settle decode(Decoder in) {
      return new Settle(PublicKey.decode(in));
    }

    @Override
    public OperationKind kind() {
      return OperationKind.SETTLE;
    }

    @Override
    public void encode(Encoder out) {
      out.value(participant);
    }
  }

  /**
   * The regulatory center freezes an account (GAME-8).
   *
   * @param participant whose it is
   */
  record Freeze(PublicKey participant) implements IncentiveOperation {
    static Freeze decode(Decoder in) {
      return new Freeze(PublicKey.decode(in));
    }

    @Override
    public OperationKind kind() {
      return OperationKind.FREEZE;
    }

    @Override
    public void encode(Encoder out) {
      out.value(participant);
    }
  }

  /**
   * The regulatory center thaws an account (GAME-8).
   *
   * @param participant whose it is
   */
  record Thaw(PublicKey participant) implements IncentiveOperation {
    static Thaw decode(Decoder in) {
      return new Thaw(PublicKey.decode(in));
    }

    @Override
    public OperationKind kind() {
      return OperationKind.THAW;
    }

    @Override
    public void encode(Encoder out) {
      out.value(participant);
    }
  }

  /**
   * The regulatory center changes the rules of the incentive layer (GAME-9).
   *
   * @param fromHeight of the first block under them
   * @param rules all of them
   */
  record ChangeRules(long fromHeight, IncentiveRules rules) implements IncentiveOperation {
    /** Refuses a height that no block of transactions has. */
    public ChangeRules {
      if (fromHeight < 1) {
        throw new IllegalArgumentException("no rules begin at height " + fromHeight);
      }
    }

    static ChangeRules decode(Decoder in) {
      return new ChangeRules(in.int64(), IncentiveRules.decode(in));
    }

    @Override
    public OperationKind kind() {
      return OperationKind.CHANGE_RULES;
    }

    @Override
    public void encode(Encoder out) {
      out.int64(fromHeight).value(rules);
    }
  }
}
