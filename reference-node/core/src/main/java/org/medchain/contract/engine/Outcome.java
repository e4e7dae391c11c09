package org.medchain.contract.engine;

import java.util.Locale;
import org.medchain.data.Receipt;

/**
 * Why an operation had its effect or none: the code of a receipt (CON-2). Numbers are part of the
 * format: never reused, never renumbered.
 */
public enum Outcome {
  /** The operation had its effect. */
  OK(Receipt.OK),
  /** The body is not an operation of the transaction's kind, or there is no such kind. */
  MALFORMED(1),
  /** A request of this name was executed before, or is too old to be distinguished. */
  DUPLICATE(2),
  /** The sender is not registered. */
  UNKNOWN_SENDER(3),
  /** The sender's role, or the sender itself, may not do this. */
  NOT_ALLOWED(4),
  /** The key is registered already. */
  ALREADY_REGISTERED(5),
  /** The key that the operation names is not registered in the role that it needs. */
  UNKNOWN_PARTICIPANT(6),
  /** A record of this id was accepted before. */
  RECORD_EXISTS(7),
  /** No record has this id. */
  UNKNOWN_RECORD(8),
  /** The record was found false. */
  RECORD_FALSE(9),
  /** The sender does not own the record, and no directive of its owner lets it offer it. */
  NO_ACCESS(10),
  /** Just this is granted already. */
  ALREADY_GRANTED(11),
  /** Nothing is granted that could be revoked. */
  NOT_GRANTED(12),
  /** The account does not cover the price. */
  INSUFFICIENT_POINTS(13),
  /** More points would be in existence than can be counted. */
  SUPPLY_EXHAUSTED(14),
  /** The provider has an open offer of this type. */
  OFFER_EXISTS(15),
  /** The provider has no open offer of this type. */
  NO_OFFER(16),
  /** The offer's price is above what the demander accepts. */
  PRICE_TOO_HIGH(17),
  /** The record's type is not the offer's. */
  WRONG_TYPE(18),
  /** As many demands wait for the offer as can. */
  LIMIT_REACHED(19),
  /** The sender has an agreement on this offer that waits. */
  AGREEMENT_EXISTS(20),
  /** The sender has nothing to withdraw here. */
  NOTHING_TO_WITHDRAW(21),
  /** The key that should become a consensus node's is one already. */
  NODE_EXISTS(22),
  /** No consensus node has the key that should go. */
  UNKNOWN_NODE(23),
  /** There would be fewer consensus nodes than tolerate a Byzantine one. */
  TOO_FEW_NODES(24),
  /** As a read-only request this would change the state: it has to be ordered. */
  NOT_READ_ONLY(25),
  /** The record was not found valid, or its verdict is still open. */
  RECORD_PENDING(26),
  /** No verdict on the record is open: it is decided, is too late, or was never due. */
  NO_VERDICT_DUE(27),
  /** The sender was not drawn as a verifier of the record, or the draw is still to come. */
  NOT_DRAWN(28),
  /** The sender voted on the record. */
  ALREADY_VOTED(29),
  /** The sender did not pay for the record. */
  NOT_OBTAINED(30),
  /** The sender evaluated the record. */
  ALREADY_EVALUATED(31),
  /** The trap was set, or opened, before. */
  TRAP_EXISTS(32),
  /** No such trap was set before the record was uploaded. */
  UNKNOWN_TRAP(33),
  /** The file is entrusted to, or held by, this holder already. */
  HOLDING_EXISTS(34),
  /** The file is not entrusted to, or not held by, this holder. */
  NO_HOLDING(35),
  /** No challenge to this holding is open, or it was answered. */
  NO_CHALLENGE(36),
  /** The chunk is not the one that the challenge asks for, or not of the file. */
  WRONG_PROOF(37),
  /** The holder answered every challenge. */
  NOTHING_MISSED(38),
  /** The rules have no such membership level. */
  NO_LEVEL(39),
  /** No voucher has this id. */
  UNKNOWN_VOUCHER(40),
  /** The voucher was paid. */
  VOUCHER_PAID(41),
  /** The sender has left the chain, for good. */
  LEFT(42),
  /** The participant has not left. */
  NOT_LEFT(43),
  /** The account of a participant that left is still open to penalties. */
  LOCKED(44),
  /** The account of a participant that left was settled. */
  SETTLED(45),
  /** The account is frozen. */
  ACCOUNT_FROZEN(46),
  /** The account is not frozen. */
  NOT_FROZEN(47),
  /** The height that the operation names has passed. */
  TOO_LATE(48),
  /** The center revoked the sender's key, or the key that should join. */
  REVOKED(49),
  /** A revocation list of this number, or a higher one, was ordered before. */
  OLD_REVOCATION_LIST(50),
  /** A certificate of this serial number was revoked as another key's. */
  OTHER_HOLDER(51),
  /** The doctor counter-signed the record before. */
  ALREADY_ATTESTED(52),
  /** The owner of the record has left the chain: its permissions ended with that. */
  OWNER_LEFT(53),
  /** The time that the operation names has passed, says the block. */
  TIME_PASSED(54),
  /** The key that the operation names was replaced by another, which may be replaced. */
  KEY_REPLACED(55),
  /** There are fewer verifiers than votes have to agree for a verdict on the record. */
  TOO_FEW_VERIFIERS(58),
  /** A description or type of a record is in clear, on a chain that takes them sealed. */
  NOT_SEALED(60),
  /** The keys that the operation names are not those of the index's present epoch. */
  WRONG_EPOCH(61),
  /** Another update of the index has this number, or one before it is missing. */
  WRONG_UPDATE(62),
  /** The index has an entry at this address. */
  ENTRY_EXISTS(63),
  /** A delegate may search no more, and has the key: its delegation must be ended first. */
  DELEGATION_OVER(64),
  /** The index that is to be searched has no entry. */
  EMPTY_INDEX(65),
  /** No open data request has this id. */
  NO_REQUEST(70),
  /** No unsigned deal has this id. */
  NO_DEAL(71),
  /** The demander has an unsigned deal with this provider on this request. */
  DEAL_EXISTS(72),
  /** The deal is for more records than the request still asks for. */
  TOO_MANY_RECORDS(73),
  /** The price of the offer is no longer the deal's. */
  PRICE_CHANGED(74),
  /** The time that the operation names lies further ahead than may be. */
  TOO_FAR_AHEAD(75),
  /** The doctor's hospital is not a hospital, has left, or was revoked. */
  NO_HOSPITAL(80),
  /** Nodes of such an operator decide on no blocks, or the key is another operator's. */
  WRONG_OPERATOR(81),
  /** The sender's score is below what the rules ask for. */
  LOW_SCORE(82),
  /** Orders before it in the block left too little of the block's work: it may be ordered again. */
  BLOCK_FULL(83);

  private final int code;

  Outcome(int code) {
    this.code = code;
  }

  /** For people: "no access". */
  public String words() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  /** The exception of an operation that has no effect for this reason. */
  public Refusal refusal() {
    return new Refusal(this);
  }

  /** Ends the operation without an effect if this is so. */
  public void refuseIf(boolean condition) {
    if (condition) {
      throw refusal();
    }
  }

  /** Ends the operation without an effect if this is not so. */
  public void refuseUnless(boolean condition) {
    refuseIf(!condition);
  }

  /** The receipt's code. */
  public int code() {
    return code;
  }

  /**
   * Whether the request may have been executed in another place, before or after: the receipt then
   * does not say what became of it (LIGHT-12). Every other outcome uses up the request's number, so
   * there is one such receipt at most.
   */
  public static boolean leavesRequestOpen(Receipt receipt) {
    return receipt.code() == DUPLICATE.code
        || receipt.code() == UNKNOWN_SENDER.code
        || receipt.code() == LEFT.code
        || receipt.code() == REVOKED.code;
  }

  /**
   * The outcome in a receipt.
   *
   * @throws IllegalArgumentException if no outcome has its code
   */
  public static Outcome of(Receipt receipt) {
    for (Outcome outcome : values()) {
      if (outcome.code == receipt.code()) {
        return outcome;
      }
    }
    throw new IllegalArgumentException("no outcome has the code " + receipt.code());
  }
}
