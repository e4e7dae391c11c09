package org.medchain.client.consent;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.medchain.client.session.ParticipantSession;
import org.medchain.contract.consent.AccessEntry;
import org.medchain.contract.consent.ConsentDirective;
import org.medchain.contract.consent.Grantee;
import org.medchain.contract.engine.Role;
import org.medchain.contract.records.Records;
import org.medchain.contract.records.StoredRecord;
import org.medchain.contract.registration.Registration;
import org.medchain.data.Hash;
import org.medchain.data.Header;
import org.medchain.data.PublicKey;
import org.medchain.node.light.LightClient;
import org.medchain.node.transport.RefusedException;

/**
 * Collects a {@link ConsentHistory}; the light client has checked all that is in it.
 *
 * @param session of the asker
 * @param owner the asker, or one for whom it acts
 */
public record ConsentHistoryReader(ParticipantSession session, PublicKey owner) {
  /**
   * Reads all of it.
   *
   * @throws RefusedException if nodes prove it only to others
   */
  public ConsentHistory read() throws IOException, RefusedException, InterruptedException {
    long last = session.requests().last();
    session.advance(); // orders of others just before have to be proved as well
    LightClient light = session.light();
    ConsentState state = new ConsentState(light, owner);
    Map<Hash, ConsentDirective> directives = state.directives();
    List<AccessEntry> reads = state.lines(state.trail());
    ShownOrders orders = new ShownOrders(light);
    if (!session.participant().equals(session.keys().publicKey())) {
      orders.addAll(session.participant()); // CON-32: its first key, which is its name
    }
    orders.addUpTo(last, session.keys().publicKey());
    List<ProvenOrder> shown = orders.inOrder();
    List<GivenConsent> consents = ConsentTimeline.of(owner, shown, directives);
    Header head = light.chain().head();
    return new ConsentHistory(
        session.genesis().chain(),
        owner,
        head.height(),
        head.timestampMs(),
        consents,
        reads,
        shown.stream().map(ProvenOrder::place).toList(),
        blocks(light, reads),
        roles(light, consents, reads));
  }

  /**
   * Reads the part about one record.
   *
   * @throws RefusedException if the owner has no such record
   */
  public ConsentHistory read(Hash record)
      throws IOException, RefusedException, InterruptedException {
    ConsentHistory all = read();
    Optional<StoredRecord> stored = session.state(Records.entry(record));
    if (stored.isEmpty() || !stored.get().owner().equals(owner)) {
      throw new RefusedException("this owner has no record " + record.toHex());
    }
    return all.about(record, stored.get().type());
  }

  private static Map<Long, Hash> blocks(LightClient light, List<AccessEntry> reads) {
    Map<Long, Hash> blocks = new TreeMap<>();
    for (AccessEntry each : reads) {
      light
          .chain()
          .headerAt(each.height())
          .ifPresent(header -> blocks.put(each.height(), header.hash()));
    }
    return blocks;
  }

  private static Map<PublicKey, Role> roles(
      LightClient light, List<GivenConsent> consents, List<AccessEntry> reads)
      throws RefusedException {
    SortedSet<PublicKey> named = new TreeSet<>();
    for (GivenConsent each : consents) {
      named.add(each.givenBy());
      if (each.terms().grantee() instanceof Grantee.Party party) {
        named.add(party.key());
      }
    }
    reads.forEach(each -> named.add(each.reader()));
    Map<PublicKey, Role> roles = new TreeMap<>();
    for (PublicKey each : named) {
      light.entry(Registration.roleEntry(each)).value().ifPresent(role -> roles.put(each, role));
    }
    return roles;
  }
}
