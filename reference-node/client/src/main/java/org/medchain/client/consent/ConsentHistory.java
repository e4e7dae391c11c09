package org.medchain.client.consent;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.medchain.contract.consent.AccessEntry;
import org.medchain.contract.engine.Role;
import org.medchain.data.Hash;
import org.medchain.data.PublicKey;

/**
 * An owner's consents and the reads of its records, as the ledger proved them at one time.
 *
 * @param chain the chain's id
 * @param owner of the records
 * @param height of the head under which it was proved
 * @param timeMs of that head, milliseconds of Unix time
 * @param consents in force and ended
 * @param reads lines of the audit trail, the oldest first
 * @param orders that were shown, by their transactions
 * @param blocks hash of each block that holds a read
 * @param roles of the participants that are named, where they have one
 */
public record ConsentHistory(
    Hash chain,
    PublicKey owner,
    long height,
    long timeMs,
    List<GivenConsent> consents,
    List<AccessEntry> reads,
    List<LedgerPlace> orders,
    Map<Long, Hash> blocks,
    Map<PublicKey, Role> roles) {
  public ConsentHistory {
    consents = List.copyOf(consents);
    reads = List.copyOf(reads);
    orders = List.copyOf(orders);
    blocks = Map.copyOf(blocks);
    roles = Map.copyOf(roles);
  }

  /** The role of a participant that is named; empty if it has none. */
  public Optional<Role> role(PublicKey participant) {
    return Optional.ofNullable(roles.get(participant));
  }

  /** The hash of the block that holds a read. */
  public Optional<Hash> block(AccessEntry read) {
    return Optional.ofNullable(blocks.get(read.height()));
  }

  /** The id of the transaction that a read was; empty if nodes do not show it to the asker. */
  public Optional<Hash> transaction(AccessEntry read) {
    return orders.stream()
        .filter(each -> each.isAt(read.height(), read.index()))
        .map(LedgerPlace::transaction)
        .findFirst();
  }

  /** The part of it about one record, which has this type on the ledger. */
  public ConsentHistory about(Hash record, String type) {
    return new ConsentHistory(
        chain,
        owner,
        height,
        timeMs,
        consents.stream().filter(each -> each.covers(record, type)).toList(),
        reads.stream().filter(each -> each.record().equals(record)).toList(),
        orders,
        blocks,
        roles);
  }
}
