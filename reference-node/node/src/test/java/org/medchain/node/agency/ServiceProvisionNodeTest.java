package org.medchain.node.agency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.medchain.application.FoundRecord;
import org.medchain.application.HistoryEntry;
import org.medchain.application.HistorySearch;
import org.medchain.application.Location;
import org.medchain.application.MarketSearch;
import org.medchain.application.Page;
import org.medchain.application.RecordSearch;
import org.medchain.contract.attestation.AttestRecord;
import org.medchain.contract.consent.AppointDelegate;
import org.medchain.contract.consent.DirectiveScope;
import org.medchain.contract.consent.DirectiveTerms;
import org.medchain.contract.consent.Grantee;
import org.medchain.contract.consent.IssueDirective;
import org.medchain.contract.consent.Purpose;
import org.medchain.contract.consent.ReadRecord;
import org.medchain.contract.datasharing.Deals;
import org.medchain.contract.datasharing.EndRequest;
import org.medchain.contract.datasharing.OfferRecords;
import org.medchain.contract.datasharing.RequestData;
import org.medchain.contract.datasharing.RequestTerms;
import org.medchain.contract.engine.WorldState;
import org.medchain.contract.records.UploadRecord;
import org.medchain.contract.registration.AskBalance;
import org.medchain.contract.verdict.CastVote;
import org.medchain.data.Bytes;
import org.medchain.data.Decoder;
import org.medchain.data.Hash;
import org.medchain.data.KeyPair;
import org.medchain.data.MalformedInput;
import org.medchain.data.RequestId;
import org.medchain.data.Transaction;
import org.medchain.incentive.IncentiveRules;
import org.medchain.incentive.PointRules;
import org.medchain.incentive.VerdictRules;
import org.medchain.node.admission.CallKind;
import org.medchain.node.ledger.LedgerReadAccess;
import org.medchain.node.ledger.TestLedger;
import org.medchain.node.transport.Peer;
import org.medchain.node.transport.PeerRole;
import org.medchain.node.transport.RefusedException;
import org.medchain.node.transport.RpcService;

/** ROLE-4, AGENCY-7, AGENCY-8: locations and reads, and their askers. */
class ServiceProvisionNodeTest {
  static final long NOW_MS = 1_700_000_000_123L;

  private final TestLedger ledger = new TestLedger(4);
  private final ServiceProvisionNode node =
      new ServiceProvisionNode(
          ledger.at(0), ledger.at(0).locations(), () -> ledger.at(0).members(), () -> NOW_MS);

  private LedgerQueryResponse ask(KeyPair who, PeerRole role, LedgerQuery query)
      throws RefusedException {
    return ask(node, who, role, query);
  }

  static LedgerQueryResponse ask(
      ServiceProvisionNode node, KeyPair who, PeerRole role, LedgerQuery query)
      throws RefusedException {
    for (RpcService service : node.services()) {
      if (service.method().equals(CallKind.QUERY.method())) {
        LedgerQuery read = Decoder.decode(query.encoded(), LedgerQuery.CODEC::decode);
        assertThat(read).isEqualTo(query);
        Bytes answer = service.handle(TestLedger.peer(who.publicKey(), role), query.encoded());
        LedgerQueryResponse decoded = Decoder.decode(answer, LedgerQueryResponse.CODEC::decode);
        assertThat(decoded.encoded()).isEqualTo(answer);
        return decoded;
      }
    }
    throw new RefusedException("no such service");
  }

  /** TIME-2: anybody may ask; the time is public. */
  @Example
  void theTimeIsTheNodes() throws RefusedException {
    assertThat(ask(ledger.stranger, PeerRole.ENTITY, new LedgerQuery.ClockQuery()))
        .isEqualTo(new LedgerQueryResponse.ClockResponse(NOW_MS));
  }

  @Example
  void whatIsThereIsLocated() throws RefusedException {
    Transaction first = ledger.upload(1);
    Transaction second = ledger.upload(2);
    ledger.order(first, second);
    Hash record = ledger.record(2, 0).id();
    LedgerQueryResponse.LocationResponse place =
        (LedgerQueryResponse.LocationResponse)
            ask(
                ledger.patient,
                PeerRole.ENTITY,
                new LedgerQuery.LocateTransactionQuery(second.id()));
    Location where = place.location();
    FoundRecord earlier =
        new FoundRecord(ledger.record(1, 0).id(), new Location(where.height() - 1, 0));
    assertThat(
            ledger
                .at(0)
                .blockAt(where.height())
                .orElseThrow()
                .block()
                .transactions()
                .get(where.index()))
        .isEqualTo(second);
    assertThat(ask(ledger.doctor, PeerRole.ENTITY, new LedgerQuery.LocateRecordQuery(record)))
        .isEqualTo(place);
    assertThat(
            ask(
                ledger.patient,
                PeerRole.ENTITY,
                new LedgerQuery.FindRecordsQuery(
                    RecordSearch.all().ofPatient(ledger.patient.publicKey()))))
        .isEqualTo(
            new LedgerQueryResponse.FoundRecordsResponse(
                new Page<>(List.of(earlier, new FoundRecord(record, where)), Optional.empty())));
    assertThat(
            ask(
                ledger.patient,
                PeerRole.ENTITY,
                new LedgerQuery.FindRecordsQuery(
                    RecordSearch.all()
                        .byDoctor(ledger.doctor.publicKey())
                        .ofPatient(ledger.patient.publicKey())
                        .page(1)
                        .after(earlier.place()))))
        .isEqualTo(
            new LedgerQueryResponse.FoundRecordsResponse(
                new Page<>(List.of(new FoundRecord(record, where)), Optional.empty())));
    assertThat(ask(ledger.patient, PeerRole.ENTITY, new LedgerQuery.ReadRecordQuery(record)))
        .isEqualTo(new LedgerQueryResponse.RecordResponse(ledger.record(2, 0)));
    assertThat(ask(ledger.stranger, PeerRole.ENTITY, new LedgerQuery.ReadRecordQuery(Hash.ZERO)))
        .isEqualTo(new LedgerQueryResponse.NotFoundResponse());
    assertThat(
            ask(
                ledger.stranger,
                PeerRole.ENTITY,
                new LedgerQuery.LocateTransactionQuery(Hash.ZERO)))
        .isEqualTo(new LedgerQueryResponse.NotFoundResponse());
  }

  /** STO-28, AGENCY-8: uploads, attestations and reads of a record, for its owner. */
  @Example
  void whatWasOrderedAboutARecordIsShownToItsOwner() throws RefusedException {
    Hash record = ledger.record(1, 0).id();
    Transaction upload = ledger.upload(1);
    Transaction attest = ledger.next(ledger.doctor, new AttestRecord(record));
    Transaction read = ledger.next(ledger.hospital, new ReadRecord(record, Purpose.TREAT));
    ledger.order(upload);
    ledger.order(attest, read, ledger.upload(2));
    LedgerQueryResponse.RecordHistoryResponse all =
        (LedgerQueryResponse.RecordHistoryResponse)
            ask(
                ledger.patient,
                PeerRole.ENTITY,
                new LedgerQuery.RecordHistoryQuery(
                    new HistorySearch(record, 0, Long.MAX_VALUE, Optional.empty(), 9)));
    assertThat(all.page().lines())
        .containsExactly(
            new HistoryEntry(new Location(1, 0), record, UploadRecord.TYPE.number(), of(upload)),
            new HistoryEntry(new Location(2, 0), record, AttestRecord.TYPE.number(), of(attest)),
            new HistoryEntry(new Location(3, 0), record, ReadRecord.TYPE.number(), of(read)));
    assertThatThrownBy(
            () ->
                ask(
                    ledger.doctor,
                    PeerRole.ENTITY,
                    new LedgerQuery.RecordHistoryQuery(
                        new HistorySearch(record, 0, Long.MAX_VALUE, Optional.empty(), 9))))
        .isInstanceOf(RefusedException.class);
  }

  /** AGENCY-8: to an owner who acts for it, and to supervision what it looks at. */
  @Example
  void whoWatchesIsShownItsList() throws RefusedException {
    Transaction appointed =
        ledger.next(
            ledger.center,
            new AppointDelegate(
                ledger.patient.publicKey(), ledger.doctor.publicKey(), Long.MAX_VALUE));
    ledger.order(appointed);
    Hash own = HistorySearch.ofDelegates(ledger.patient.publicKey());
    Hash all = HistorySearch.ofSupervision();
    assertThat(ask(ledger.patient, PeerRole.ENTITY, history(own)))
        .isEqualTo(listed(watched(own, appointed)));
    for (PeerRole keeper : List.of(PeerRole.REGULATORY_CENTER, PeerRole.FOLLOWING_NODE)) {
      assertThat(ask(ledger.center, keeper, history(all)))
          .isEqualTo(listed(watched(all, appointed)));
    }
    for (KeyPair other : List.of(ledger.doctor, ledger.stranger)) {
      assertThatThrownBy(() -> ask(other, PeerRole.ENTITY, history(own)))
          .isInstanceOf(RefusedException.class);
    }
    assertThatThrownBy(() -> ask(ledger.patient, PeerRole.ENTITY, history(all)))
        .isInstanceOf(RefusedException.class);
  }

  private static LedgerQuery history(Hash list) {
    return new LedgerQuery.RecordHistoryQuery(
        new HistorySearch(list, 0, Long.MAX_VALUE, Optional.empty(), 9));
  }

  private static HistoryEntry watched(Hash list, Transaction made) {
    return new HistoryEntry(new Location(1, 0), list, made.kind(), of(made));
  }

  private static LedgerQueryResponse listed(HistoryEntry... lines) {
    return new LedgerQueryResponse.RecordHistoryResponse(
        new Page<>(List.of(lines), Optional.empty()));
  }

  private static HistoryEntry line(int height, Transaction made) {
    return new HistoryEntry(new Location(height, 0), Deals.id(of(made)), made.kind(), of(made));
  }

  /** AGENCY-11: open requests for participants, offers for those that may demand. */
  @Example
  void theMarketIsShownToParticipants() throws RefusedException {
    long untilMs = ledger.genesis.terms().timestampMs() + 60_000;
    Transaction offer = ledger.next(ledger.patient, new OfferRecords("image", 2, List.of()));
    RequestTerms terms = new RequestTerms("image", 1, 2, untilMs);
    Transaction request = ledger.next(ledger.hospital, new RequestData(terms));
    Transaction refused =
        ledger.next(ledger.hospital, new RequestData(new RequestTerms("image", 1, 2, 1)));
    Transaction ended = ledger.next(ledger.hospital, new RequestData(terms));
    ledger.order(offer);
    ledger.order(request);
    ledger.order(refused);
    ledger.order(ended);
    LedgerQuery images = new LedgerQuery.MarketQuery(MarketSearch.all().ofType("image"));
    assertThat(ask(ledger.doctor, PeerRole.ENTITY, images))
        .isEqualTo(listed(line(2, request), line(4, ended)));
    ledger.order(ledger.next(ledger.hospital, new EndRequest(Deals.id(of(ended)))));
    assertThat(ask(ledger.doctor, PeerRole.ENTITY, images)).isEqualTo(listed(line(2, request)));
    for (KeyPair who : List.of(ledger.patient, ledger.hospital)) {
      assertThat(ask(who, PeerRole.ENTITY, images))
          .isEqualTo(listed(line(1, offer), line(2, request)));
    }
    assertThatThrownBy(() -> ask(ledger.stranger, PeerRole.ENTITY, images))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("not shown");
    assertThat(ask(ledger.stranger, PeerRole.FOLLOWING_NODE, images))
        .isEqualTo(listed(line(1, offer), line(2, request)));
  }

  /** AGENCY-11: by the clock of the blocks. */
  @Example
  void aRequestWhoseTimeIsOverIsNotShown() throws RefusedException {
    long untilMs = ledger.genesis.terms().timestampMs() + 60_000;
    Transaction request =
        ledger.next(ledger.hospital, new RequestData(new RequestTerms("image", 1, 2, untilMs)));
    ledger.order(request);
    HistoryEntry line = line(1, request);
    WorldState state = ledger.at(0).stateAt(ledger.at(0).height()).orElseThrow();
    Peer doctor = TestLedger.peer(ledger.doctor.publicKey(), PeerRole.ENTITY);
    assertThat(LedgerReadAccess.of(doctor, state).showsOrder(line, untilMs - 1)).isTrue();
    assertThat(LedgerReadAccess.of(doctor, state).showsOrder(line, untilMs)).isFalse();
  }

  private static RequestId of(Transaction transaction) {
    return transaction.request();
  }

  /** LIGHT-8: what has a price is not given for free, records are listed to their owner only. */
  @Example
  void whatIsNotOnesOwnIsNotShown() throws RefusedException {
    Transaction upload = ledger.upload(1);
    Hash record = ledger.record(1, 0).id();
    ledger.order(upload);
    DirectiveTerms terms =
        new DirectiveTerms(
            ledger.patient.publicKey(),
            new DirectiveScope.OneRecord(record),
            new Grantee.Party(ledger.hospital.publicKey()),
            Purpose.HRESCH);
    ledger.order(ledger.next(ledger.patient, new IssueDirective(terms, Long.MAX_VALUE)));
    for (LedgerQuery query :
        List.of(
            new LedgerQuery.LocateRecordQuery(record),
            new LedgerQuery.ReadRecordQuery(record),
            new LedgerQuery.FindRecordsQuery(
                RecordSearch.all().ofPatient(ledger.patient.publicKey())),
            new LedgerQuery.FindRecordsQuery(RecordSearch.all().ofType("image")),
            new LedgerQuery.RecordHistoryQuery(
                new HistorySearch(record, 0, Long.MAX_VALUE, Optional.empty(), 9)))) {
      assertThatThrownBy(() -> ask(ledger.hospital, PeerRole.ENTITY, query))
          .isInstanceOf(RefusedException.class)
          .hasMessageContaining("not shown");
      assertThat(ask(ledger.hospital, PeerRole.FOLLOWING_NODE, query))
          .isNotEqualTo(new LedgerQueryResponse.NotFoundResponse());
    }
    LedgerQuery anothers = new LedgerQuery.LocateTransactionQuery(upload.id());
    assertThat(ask(ledger.hospital, PeerRole.ENTITY, anothers))
        .isEqualTo(new LedgerQueryResponse.NotFoundResponse());
    assertThat(ask(ledger.hospital, PeerRole.FOLLOWING_NODE, anothers))
        .isEqualTo(new LedgerQueryResponse.LocationResponse(new Location(1, 0)));
  }

  private static LedgerQueryResponse found(FoundRecord... lines) {
    return new LedgerQueryResponse.FoundRecordsResponse(
        new Page<>(List.of(lines), Optional.empty()));
  }

  /** GAME-1, LIGHT-8: a verifier is shown what waits for its vote, and of the rest nothing. */
  @Example
  void aVerifierFindsWhatItWasDrawnFor() throws RefusedException {
    LedgerQuery all = new LedgerQuery.FindRecordsQuery(RecordSearch.all());
    assertThat(ask(ledger.hospital, PeerRole.ENTITY, all)).isEqualTo(found());
    TestLedger judged =
        new TestLedger(
            4,
            IncentiveRules.of(new PointRules(100, 10, 25, 7, 8_000))
                .with(new VerdictRules(1, 1, 0, 3, 0, 0, 0, 0)));
    ServiceProvisionNode agency =
        new ServiceProvisionNode(
            judged.at(0), judged.at(0).locations(), () -> judged.at(0).members(), () -> NOW_MS);
    Hash first = judged.record(1, 0).id();
    judged.order(judged.upload(1));
    assertThat(ask(agency, judged.hospital, PeerRole.ENTITY, all))
        .as("nobody is drawn yet")
        .isEqualTo(found());
    judged.order(judged.upload(2));
    assertThat(ask(agency, judged.hospital, PeerRole.ENTITY, all))
        .isEqualTo(found(new FoundRecord(first, new Location(1, 0))));
    for (KeyPair other : List.of(judged.doctor, judged.patient, judged.stranger)) {
      assertThatThrownBy(() -> ask(agency, other, PeerRole.ENTITY, all))
          .isInstanceOf(RefusedException.class)
          .hasMessageContaining("not shown");
    }
    judged.order(judged.next(judged.hospital, new CastVote(first, true)));
    LedgerQueryResponse second =
        found(new FoundRecord(judged.record(2, 0).id(), new Location(2, 0)));
    assertThat(ask(agency, judged.hospital, PeerRole.ENTITY, all)).isEqualTo(second);
    judged.order(judged.next(judged.doctor, new AskBalance()));
    assertThat(ask(agency, judged.hospital, PeerRole.ENTITY, all))
        .as("a vote counts in the next block")
        .isEqualTo(second);
    judged.order(judged.next(judged.doctor, new AskBalance()));
    assertThat(ask(agency, judged.hospital, PeerRole.ENTITY, all))
        .as("it would come too late")
        .isEqualTo(found());
  }

  /** Any bytes are a query or malformed, and an answer or malformed. */
  @Property(seed = "15", tries = 500)
  void decodersAreTotal(@ForAll byte[] input) {
    for (Runnable decoding :
        List.<Runnable>of(
            () -> Decoder.decode(Bytes.of(input), LedgerQuery.CODEC::decode),
            () -> Decoder.decode(Bytes.of(input), LedgerQueryResponse.CODEC::decode))) {
      try {
        decoding.run();
      } catch (MalformedInput e) {
        assertThat(e).hasMessageContaining("byte");
      }
    }
  }
}
