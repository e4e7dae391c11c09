package org.medchain.contract;

import org.medchain.data.Decoder;
import org.medchain.data.Encoder;
import org.medchain.data.Hash;
import org.medchain.data.MalformedInput;
import org.medchain.data.PublicKey;
import org.medchain.incentive.IncentiveRules;

/** What happened in the incentive game on the ledger (CON-4; GAME-1 to GAME-9). */
public sealed interface IncentiveEvent extends Event {
  /** What is rewarded, or penalised if it is done badly. Codes are part of the format. */
  enum Service {
    /** A vote with, or against, what was decided. */
    VERDICT(1),
    /** A vote on a trap. */
    TRAP(2),
    /** Storage. */
    AUDIT(3);

    private final int code;

    Service(int code) {
      this.code = code;
    }

    int code() {
      return code;
    }

    static Service decode(Decoder in) {
      int code = in.uint8();
      for (Service service : values()) {
        if (service.code == code) {
          return service;
        }
      }
      throw new MalformedInput("no service has the code " + code);
    }
  }

  /** Reads what follows the code of an event. */
  static Event decode(int code, Decoder in) {
    return switch (code) {
      case 15 -> new VerdictAwaited(in.hash(), in.int64());
      case 16 -> new VoteCast(in.hash(), PublicKey.decode(in), IncentiveOperation.flag(in));
      case 17 -> new RecordAccepted(in.hash(), PublicKey.decode(in), in.int64());
      case 18 -> new Evaluated(in.hash(), PublicKey.decode(in), IncentiveOperation.flag(in));
      case 19 -> new TrapSet(in.hash());
      case 20 -> new TrapRevealed(in.hash(), IncentiveOperation.flag(in));
      case 21 -> new Rewarded(PublicKey.decode(in), Service.decode(in), in.hash(), in.int64());
      case 22 ->
          new Penalised(
              PublicKey.decode(in), Service.decode(in), in.hash(), in.int64(), in.int64());
      case 23 -> new BondPosted(PublicKey.decode(in), in.int64());
      case 24 -> new Entrusted(in.hash(), PublicKey.decode(in), in.hash(), in.int32());
      case 25 -> new HoldingAccepted(in.hash(), PublicKey.decode(in));
      case 26 -> new HoldingEnded(in.hash(), PublicKey.decode(in));
      case 27 -> new AuditAnswered(in.hash(), PublicKey.decode(in), in.int64());
      case 28 -> new AuditMissed(in.hash(), PublicKey.decode(in), in.int64());
      case 29 -> new LevelBought(PublicKey.decode(in), in.int32(), in.int64(), in.int64());
      case 30 -> new Redeemed(in.hash(), PublicKey.decode(in), in.int64(), in.int64());
      case 31 -> new VoucherPaid(in.hash());
      case 32 -> new Left(PublicKey.decode(in), in.int64());
      case 33 -> new Settled(PublicKey.decode(in), in.hash(), in.int64(), in.int64());
      case 34 -> new Frozen(PublicKey.decode(in));
      case 35 -> new Thawed(PublicKey.decode(in));
      case 36 -> new RulesOrdered(in.int64(), IncentiveRules.decode(in));
      default -> throw new MalformedInput("no event has the code " + code);
    };
  }

  /**
   * A record came in whose verdict is open.
   *
   * @param record its id
   * @param until height of the last block in which a vote may come
   */
  record VerdictAwaited(Hash record, long until) implements IncentiveEvent {
    @Override
    public void encode(Encoder out) {
      out.uint8(15).hash(record).int64(until);
    }
  }

  /**
   * A verifier voted.
   *
   * @param record its id
   * @param verifier who voted
   * @param valid what it said
   */
  record VoteCast(Hash record, PublicKey verifier, boolean valid) implements IncentiveEvent {
    @Override
    public void encode(Encoder out) {
      out.uint8(16).hash(record).value(verifier).uint8(valid ? 1 : 0);
    }
  }

  /**
   * Verifiers found a record valid.
   *
   * @param record its id
   * @param owner the patient
   * @param reward issued to the owner, in points
   */
  record RecordAccepted(Hash record, PublicKey owner, long reward) implements IncentiveEvent {
    @Override
    public void encode(Encoder out) {
      out.uint8(17).hash(record).value(owner).int64(reward);
    }
  }

  /**
   * A user evaluated a record.
   *
   * @param record its id
   * @param user who obtained it
   * @param holds whether it found the record true
   */
  record Evaluated(Hash record, PublicKey user, boolean holds) implements IncentiveEvent {
    @Override
    public void encode(Encoder out) {
      out.uint8(18).hash(record).value(user).uint8(holds ? 1 : 0);
    }
  }

  /**
   * The center committed to a trap.
   *
   * @param commitment to it
   */
  record TrapSet(Hash commitment) implements IncentiveEvent {
    @Override
    public void encode(Encoder out) {
      out.uint8(19).hash(commitment);
    }
  }

  /**
   * The center opened a trap.
   *
   * @param record its id
   * @param valid what it is in truth
   */
  record TrapRevealed(Hash record, boolean valid) implements IncentiveEvent {
    @Override
    public void encode(Encoder out) {
      out.uint8(20).hash(record).uint8(valid ? 1 : 0);
    }
  }

  /**
   * Points were issued for a service.
   *
   * @param participant who got them
   * @param service what for
   * @param record that it was about
   * @param points issued, 1 or more
   */
  record Rewarded(PublicKey participant, Service service, Hash record, long points)
      implements IncentiveEvent {
    @Override
    public void encode(Encoder out) {
      out.uint8(21).value(participant).uint8(service.code()).hash(record).int64(points);
    }
  }

  /**
   * Points were taken, from the account and then from the bond, and burnt.
   *
   * @param participant whose they were
   * @param service that was not rendered well
   * @param record that it was about
   * @param taken in points
   * @param shortfall what neither covered, in points
   */
  record Penalised(PublicKey participant, Service service, Hash record, long taken, long shortfall)
      implements IncentiveEvent {
    @Override
    public void encode(Encoder out) {
      out.uint8(22)
          .value(participant)
          .uint8(service.code())
          .hash(record)
          .int64(taken)
          .int64(shortfall);
    }
  }

  /**
   * Points were bought with cash and stand as a bond.
   *
   * @param participant whose bond it is
   * @param points issued into it
   */
  record BondPosted(PublicKey participant, long points) implements IncentiveEvent {
    @Override
    public void encode(Encoder out) {
      out.uint8(23).value(participant).int64(points);
    }
  }

  /**
   * A patient entrusted a file.
   *
   * @param record id of its record
   * @param holder the hospital
   * @param root Merkle root over the chunks
   * @param chunks their number
   */
  record Entrusted(Hash record, PublicKey holder, Hash root, int chunks) implements IncentiveEvent {
    @Override
    public void encode(Encoder out) {
      out.uint8(24).hash(record).value(holder).hash(root).int32(chunks);
    }
  }

  /**
   * A holder accepted a file.
   *
   * @param record id of its record
   * @param holder the hospital
   */
  record HoldingAccepted(Hash record, PublicKey holder) implements IncentiveEvent {
    @Override
    public void encode(Encoder out) {
      out.uint8(25).hash(record).value(holder);
    }
  }

  /**
   * A file is no longer entrusted.
   *
   * @param record id of its record
   * @param holder the hospital
   */
  record HoldingEnded(Hash record, PublicKey holder) implements IncentiveEvent {
    @Override
    public void encode(Encoder out) {
      out.uint8(26).hash(record).value(holder);
    }
  }

  /**
   * A holder proved that it has a chunk.
   *
   * @param record id of its record
   * @param holder the hospital
   * @param round of the audit
   */
  record AuditAnswered(Hash record, PublicKey holder, long round) implements IncentiveEvent {
    @Override
    public void encode(Encoder out) {
      out.uint8(27).hash(record).value(holder).int64(round);
    }
  }

  /**
   * A holder did not answer.
   *
   * @param record id of its record
   * @param holder the hospital
   * @param rounds how many
   */
  record AuditMissed(Hash record, PublicKey holder, long rounds) implements IncentiveEvent {
    @Override
    public void encode(Encoder out) {
      out.uint8(28).hash(record).value(holder).int64(rounds);
    }
  }

  /**
   * Somebody bought a membership level.
   *
   * @param participant who
   * @param level which
   * @param price burnt, in points
   * @param until height of the last block in which it holds
   */
  record LevelBought(PublicKey participant, int level, long price, long until)
      implements IncentiveEvent {
    @Override
    public void encode(Encoder out) {
      out.uint8(29).value(participant).int32(level).int64(price).int64(until);
    }
  }

  /**
   * Points became a voucher.
   *
   * @param voucher its id
   * @param holder whose it is
   * @param paidOut what it is good for, in points
   * @param burnt the fee, in points
   */
  record Redeemed(Hash voucher, PublicKey holder, long paidOut, long burnt)
      implements IncentiveEvent {
    @Override
    public void encode(Encoder out) {
      out.uint8(30).hash(voucher).value(holder).int64(paidOut).int64(burnt);
    }
  }

  /**
   * The center paid a voucher.
   *
   * @param voucher its id
   */
  record VoucherPaid(Hash voucher) implements IncentiveEvent {
    @Override
    public void encode(Encoder out) {
      out.uint8(31).hash(voucher);
    }
  }

  /**
   * A key left for good.
   *
   * @param participant the key
   * @param lockedUntil height of the last block in which its account is open to penalties
   */
  record Left(PublicKey participant, long lockedUntil) implements IncentiveEvent {
    @Override
    public void encode(Encoder out) {
      out.uint8(32).value(participant).int64(lockedUntil);
    }
  }

  /**
   * The account of a key that left was emptied.
   *
   * @param participant the key
   * @param voucher id of its voucher, if anything was paid out
   * @param paidOut account less fee, and bond, in points
   * @param burnt the fee and what cannot be redeemed, in points
   */
  record Settled(PublicKey participant, Hash voucher, long paidOut, long burnt)
      implements IncentiveEvent {
    @Override
    public void encode(Encoder out) {
      out.uint8(33).value(participant).hash(voucher).int64(paidOut).int64(burnt);
    }
  }

  /**
   * The center froze an account.
   *
   * @param participant whose it is
   */
  record Frozen(PublicKey participant) implements IncentiveEvent {
    @Override
    public void encode(Encoder out) {
      out.uint8(34).value(participant);
    }
  }

  /**
   * The center thawed an account.
   *
   * @param participant whose it is
   */
  record Thawed(PublicKey participant) implements IncentiveEvent {
    @Override
    public void encode(Encoder out) {
      out.uint8(35).value(participant);
    }
  }

  /**
   * The center changed the rules.
   *
   * @param fromHeight of the first block under them
   * @param rules all of them
   */
  record RulesOrdered(long fromHeight, IncentiveRules rules) implements IncentiveEvent {
    @Override
    public void encode(Encoder out) {
      out.uint8(36).int64(fromHeight).value(rules);
    }
  }
}
