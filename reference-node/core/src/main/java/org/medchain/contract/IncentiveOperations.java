package org.medchain.contract;

import org.medchain.data.Hash;
import org.medchain.data.InclusionProof;
import org.medchain.data.PublicKey;
import org.medchain.data.Transaction;
import org.medchain.incentive.IncentiveRules;

/**
 * Makes one participant's transactions of the incentive game, as {@link Operations} makes the
 * others; the sequence numbers are of one series.
 *
 * @param operations signs
 */
public record IncentiveOperations(Operations operations) {
  /** By a verifier that was drawn: votes on a record. */
  public Transaction vote(long sequence, Hash record, boolean valid) {
    return operations.sign(sequence, new IncentiveOperation.Vote(record, valid));
  }

  /** By somebody who obtained it: says whether a record is true. */
  public Transaction evaluate(long sequence, Hash record, boolean holds) {
    return operations.sign(sequence, new IncentiveOperation.Evaluate(record, holds));
  }

  /** By the regulatory center: commits to a trap. */
  public Transaction setTrap(long sequence, Hash commitment) {
    return operations.sign(sequence, new IncentiveOperation.SetTrap(commitment));
  }

  /** By the regulatory center: opens a trap. */
  public Transaction revealTrap(long sequence, Hash record, boolean valid, Hash salt) {
    return operations.sign(sequence, new IncentiveOperation.RevealTrap(record, valid, salt));
  }

  /** By the record's patient: entrusts its encrypted file. */
  public Transaction entrust(long sequence, Hash record, PublicKey holder, Hash root, int chunks) {
    return operations.sign(sequence, new StorageOperation.Entrust(record, holder, root, chunks));
  }

  /** By the holder: accepts a file. */
  public Transaction hold(long sequence, Hash record) {
    return operations.sign(sequence, new StorageOperation.Hold(record));
  }

  /** By the holder: answers a challenge. */
  public Transaction prove(long sequence, Hash record, Chunk chunk, InclusionProof proof) {
    return operations.sign(sequence, new StorageOperation.Prove(record, chunk, proof));
  }

  /** Has the holder's missed challenges counted. */
  public Transaction claimMissed(long sequence, Hash record, PublicKey holder) {
    return operations.sign(sequence, new StorageOperation.ClaimMissed(record, holder));
  }

  /** By patient or holder: ends a holding. */
  public Transaction release(long sequence, Hash record, PublicKey holder) {
    return operations.sign(sequence, new StorageOperation.Release(record, holder));
  }

  /** Buys a membership level. */
  public Transaction buyLevel(long sequence, int level) {
    return operations.sign(sequence, new IncentiveOperation.BuyLevel(level));
  }

  /** Changes points into a voucher. */
  public Transaction redeem(long sequence, long points) {
    return operations.sign(sequence, new IncentiveOperation.Redeem(points));
  }

  /** By the regulatory center: the voucher was paid. */
  public Transaction payVoucher(long sequence, Hash voucher) {
    return operations.sign(sequence, new IncentiveOperation.PayVoucher(voucher));
  }

  /** Leaves for good. */
  public Transaction leave(long sequence) {
    return operations.sign(sequence, new IncentiveOperation.Leave());
  }

  /** Has the account settled of a key that left. */
  public Transaction settle(long sequence, PublicKey participant) {
    return operations.sign(sequence, new IncentiveOperation.Settle(participant));
  }

  /** By the regulatory center: freezes an account. */
  public Transaction freeze(long sequence, PublicKey participant) {
    return operations.sign(sequence, new IncentiveOperation.Freeze(participant));
  }

  /** By the regulatory center: thaws an account. */
  public Transaction thaw(long sequence, PublicKey participant) {
    return operations.sign(sequence, new IncentiveOperation.Thaw(participant));
  }

  /** By the regulatory center: changes the rules from a height on. */
  public Transaction changeRules(long sequence, long fromHeight, IncentiveRules rules) {
    return operations.sign(sequence, new IncentiveOperation.ChangeRules(fromHeight, rules));
  }
}
