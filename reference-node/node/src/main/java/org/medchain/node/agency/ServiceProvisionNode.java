package org.medchain.node.agency;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.medchain.application.Location;
import org.medchain.application.RecordSearch;
import org.medchain.consensus.inspection.MembershipHistory;
import org.medchain.contract.MedicalModules;
import org.medchain.contract.records.UploadRecord;
import org.medchain.data.Hash;
import org.medchain.data.Header;
import org.medchain.data.MedicalRecord;
import org.medchain.data.Transaction;
import org.medchain.node.admission.CallKind;
import org.medchain.node.ledger.LedgerReadAccess;
import org.medchain.node.ledger.LedgerRpcServices;
import org.medchain.node.ledger.LedgerView;
import org.medchain.node.ledger.LocationIndex;
import org.medchain.node.transport.Peer;
import org.medchain.node.transport.RefusedException;
import org.medchain.node.transport.RpcService;

/**
 * The part of an agency that keeps the ledger and answers from it (paper §4; ROLE-4, AGENCY-7): the
 * position, the entries that the client may read, and proofs of all of it. Questions that need the
 * agreement of several replicas (reads of the state as of now) go by the {@link
 * InformationTransactionServer}.
 *
 * @param ledger that is answered from
 * @param locations of its transactions and records
 * @param members that decided each height, as this node knows them now
 * @param clockMs the node's clock, in milliseconds of Unix time
 */
public record ServiceProvisionNode(
    LedgerView ledger,
    LocationIndex locations,
    Supplier<MembershipHistory> members,
    LongSupplier clockMs) {
  /** The calls that it answers, proofs included; to be registered with the transport. */
  public List<RpcService> services() {
    List<RpcService> all = new ArrayList<>(new LedgerRpcServices(ledger, locations, members).all());
    all.add(RpcService.of(CallKind.QUERY.method(), LedgerQuery.CODEC::decode, this::handle));
    return List.copyOf(all);
  }

  private LedgerQueryResponse handle(Peer asker, LedgerQuery query) throws RefusedException {
    return switch (query) {
      case LedgerQuery.ClockQuery clock ->
          new LedgerQueryResponse.ClockResponse(clockMs.getAsLong());
      case LedgerQuery.LocateTransactionQuery locate -> locate(asker, locate.id());
      case LedgerQuery.LocateRecordQuery locate -> {
        requireReadable(access(asker).showsRecord(locate.id()));
        yield locations
            .locateRecord(locate.id())
            .<LedgerQueryResponse>map(LedgerQueryResponse.LocationResponse::new)
            .orElseGet(LedgerQueryResponse.NotFoundResponse::new);
      }
      case LedgerQuery.FindRecordsQuery find -> found(access(asker), find.search());
      case LedgerQuery.RecordHistoryQuery of -> {
        requireReadable(access(asker).showsHistory(of.search().subject()));
        yield new LedgerQueryResponse.RecordHistoryResponse(locations.history(of.search()));
      }
      case LedgerQuery.MarketQuery market -> {
        LedgerReadAccess access = access(asker);
        requireReadable(access.showsMarket());
        long timeMs = headTimeMs();
        yield new LedgerQueryResponse.RecordHistoryResponse(
            locations
                .history(market.search().history())
                .only(line -> access.showsOrder(line, timeMs)));
      }
      case LedgerQuery.ReadRecordQuery read -> {
        requireReadable(access(asker).showsRecord(read.id()));
        yield record(read.id())
            .<LedgerQueryResponse>map(LedgerQueryResponse.RecordResponse::new)
            .orElseGet(LedgerQueryResponse.NotFoundResponse::new);
      }
      case LedgerQuery.MatchTrapdoorQuery match -> TrapdoorService.match(asker, match, ledger);
    };
  }

  private LedgerQueryResponse found(LedgerReadAccess access, RecordSearch search)
      throws RefusedException {
    if (access.mayFind(search)) {
      return new LedgerQueryResponse.FoundRecordsResponse(locations.find(search));
    }
    requireReadable(access.mayFindToJudge(search));
    long height = ledger.height();
    return new LedgerQueryResponse.FoundRecordsResponse(
        locations.find(search).only(each -> access.isToJudge(each.record(), height)));
  }

  private LedgerReadAccess access(Peer asker) throws RefusedException {
    return LedgerReadAccess.of(asker, ledger.currentState());
  }

  private static void requireReadable(boolean shown) throws RefusedException {
    if (!shown) {
      throw new RefusedException("query: not shown to the asker");
    }
  }

  private long headTimeMs() {
    Header genesis = ledger.genesis().block().header();
    return ledger.header(ledger.height()).orElse(genesis).timestampMs();
  }

  private LedgerQueryResponse locate(Peer asker, Hash id) throws RefusedException {
    Optional<Location> place = locations.locateTransaction(id);
    Optional<Transaction> transaction = place.flatMap(this::transaction);
    LedgerReadAccess access = access(asker); // by no older state than found it
    // Another's is answered like an unknown one, so nobody learns whether there is one (LIGHT-8);
    // so is one whose block this node has not executed yet: whose it is cannot be told.
    return transaction
        .filter(access::showsTransaction)
        .<LedgerQueryResponse>map(
            found -> new LedgerQueryResponse.LocationResponse(place.orElseThrow()))
        .orElseGet(LedgerQueryResponse.NotFoundResponse::new);
  }

  private Optional<Transaction> transaction(Location place) {
    return ledger
        .blockAt(place.height())
        .map(decision -> decision.block().transactions())
        .filter(all -> place.index() < all.size())
        .map(all -> all.get(place.index()));
  }

  private Optional<MedicalRecord> record(Hash id) {
    return locations
        .locateRecord(id)
        .flatMap(this::transaction)
        .map(MedicalModules::operation)
        .filter(UploadRecord.class::isInstance)
        .map(operation -> ((UploadRecord) operation).record());
  }
}
