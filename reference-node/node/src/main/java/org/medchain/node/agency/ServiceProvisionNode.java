package org.medchain.node.agency;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.medchain.application.Location;
import org.medchain.consensus.pbft.MemberHistory;
import org.medchain.contract.ChainState;
import org.medchain.contract.Operation;
import org.medchain.data.Hash;
import org.medchain.data.Header;
import org.medchain.data.MedicalRecord;
import org.medchain.data.Transaction;
import org.medchain.node.ledger.LedgerServices;
import org.medchain.node.ledger.LedgerTopics;
import org.medchain.node.ledger.LedgerView;
import org.medchain.node.ledger.Locations;
import org.medchain.node.ledger.Shown;
import org.medchain.node.transport.Peer;
import org.medchain.node.transport.Refused;
import org.medchain.node.transport.Service;

/**
 * The part of an agency that keeps the ledger and answers from it (paper §4; ROLE-4, AGENCY-7):
 * where things stand, what whoever asks may see, and proofs of all of it. What needs the agreement
 * of several replicas (reads of the state as of now) goes by the {@link
 * InformationTransactionServer}.
 */
public final class ServiceProvisionNode {
  private final LedgerView ledger;
  private final Locations locations;
  private final List<Service> services;

  /**
   * Over one ledger.
   *
   * @param members who decided which heights, as this node knows it by now
   */
  public ServiceProvisionNode(
      LedgerView ledger, Locations locations, Supplier<MemberHistory> members) {
    this.ledger = ledger;
    this.locations = locations;
    List<Service> all = new ArrayList<>(new LedgerServices(ledger, locations, members).all());
    all.add(
        LedgerServices.service(AgencyTopics.QUERY, LedgerTopics.ALL, Query::decode, this::answer));
    this.services = List.copyOf(all);
  }

  /** What it answers, proofs included; to be registered with the transport. */
  public List<Service> services() {
    return services;
  }

  private QueryAnswer answer(Peer asker, Query query) throws Refused {
    return switch (query) {
      case Query.Head head -> head();
      case Query.LocateTransaction locate -> locate(asker, locate.id());
      case Query.LocateRecord locate -> {
        requireShown(Shown.record(asker, locate.id(), state()));
        yield place(locations.record(locate.id()));
      }
      case Query.RecordsOf of -> {
        requireShown(Shown.recordsOf(asker, of.patient()));
        List<Hash> ids = locations.recordsOf(of.patient());
        int from = Math.min(of.from(), ids.size());
        int to = Math.min(ids.size(), from + QueryAnswer.Records.MOST);
        yield new QueryAnswer.Records(ids.subList(from, to));
      }
      case Query.ReadRecord read -> {
        requireShown(Shown.record(asker, read.id(), state()));
        yield record(read.id())
            .<QueryAnswer>map(QueryAnswer.Content::new)
            .orElseGet(QueryAnswer.Unknown::new);
      }
    };
  }

  private static void requireShown(boolean shown) throws Refused {
    if (!shown) {
      throw new Refused("query: not shown to who asks");
    }
  }

  private ChainState state() throws Refused {
    return ledger
        .stateAt(ledger.height())
        .orElseThrow(() -> new Refused("query: the state is being replaced; ask again"));
  }

  private QueryAnswer head() {
    long height = ledger.height();
    Header genesis = ledger.genesis().block().header();
    return new QueryAnswer.Head(
        height, ledger.header(height).map(Header::timestampMs).orElse(genesis.timestampMs()));
  }

  private QueryAnswer locate(Peer asker, Hash id) throws Refused {
    Optional<Location> place = locations.transaction(id);
    Optional<Transaction> transaction = place.flatMap(this::transaction);
    requireShown(
        transaction.isEmpty() || Shown.transaction(asker, transaction.get().request().sender()));
    return place(place);
  }

  private static QueryAnswer place(Optional<Location> place) {
    return place.<QueryAnswer>map(QueryAnswer.Place::new).orElseGet(QueryAnswer.Unknown::new);
  }

  private Optional<Transaction> transaction(Location place) {
    return ledger
        .at(place.height())
        .map(decision -> decision.block().transactions())
        .filter(all -> place.index() < all.size())
        .map(all -> all.get(place.index()));
  }

  private Optional<MedicalRecord> record(Hash id) {
    return locations
        .record(id)
        .flatMap(this::transaction)
        .map(Operation::of)
        .flatMap(
            operation ->
                operation instanceof Operation.Upload upload
                    ? Optional.of(upload.record())
                    : Optional.empty());
  }
}
