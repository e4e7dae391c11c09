package org.medchain.node.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.medchain.consensus.inspection.MembershipHistory;
import org.medchain.consensus.pbft.Pbft;
import org.medchain.contract.attestation.AttestRecord;
import org.medchain.contract.attestation.Attestations;
import org.medchain.contract.center.ConsensusNodes;
import org.medchain.contract.center.MemberChange;
import org.medchain.contract.consent.AccessLog;
import org.medchain.contract.consent.AppointDelegate;
import org.medchain.contract.consent.Delegates;
import org.medchain.contract.consent.DirectiveScope;
import org.medchain.contract.consent.DirectiveTerms;
import org.medchain.contract.consent.Directives;
import org.medchain.contract.consent.Grantee;
import org.medchain.contract.consent.IssueDirective;
import org.medchain.contract.consent.Purpose;
import org.medchain.contract.consent.ReadRecord;
import org.medchain.contract.economy.Levels;
import org.medchain.contract.economy.Quotas;
import org.medchain.contract.economy.Vouchers;
import org.medchain.contract.engine.RequestWindow;
import org.medchain.contract.engine.Role;
import org.medchain.contract.engine.StateEntry;
import org.medchain.contract.engine.WorldState;
import org.medchain.contract.records.Purchases;
import org.medchain.contract.records.Records;
import org.medchain.contract.records.UploadRecord;
import org.medchain.contract.registration.Registration;
import org.medchain.contract.verdict.Verdicts;
import org.medchain.data.Bytes;
import org.medchain.data.Encodable;
import org.medchain.data.Hash;
import org.medchain.data.KeyPair;
import org.medchain.data.MalformedInput;
import org.medchain.data.PublicKey;
import org.medchain.data.Transaction;
import org.medchain.node.admission.AdmissionTable;
import org.medchain.node.admission.CallKind;
import org.medchain.node.transport.Peer;
import org.medchain.node.transport.PeerRole;
import org.medchain.node.transport.RefusedException;
import org.medchain.node.transport.RpcMethod;
import org.medchain.node.transport.RpcService;

/** LIGHT-8, LIGHT-11: a node's answers about its ledger, their receivers, and their sizes. */
class LedgerRpcServicesTest {
  private final TestLedger ledger = new TestLedger(4);

  private Bytes ask(Peer asker, RpcMethod topic, Encodable question) throws RefusedException {
    for (RpcService service : ledger.at(0).services().all()) {
      if (service.method().equals(topic)) {
        return service.handle(asker, question.encoded());
      }
    }
    throw new RefusedException("no such service");
  }

  private <T> T answer(Peer asker, CallKind kind, Encodable question, Class<T> as)
      throws RefusedException {
    return Pbft.PROTOCOL.codecs().codec(as).decoded(ask(asker, kind.method(), question));
  }

  /** To these of the four participants, and to no other of them. */
  private void shownTo(StateEntry<?> entry, KeyPair... some) {
    for (KeyPair each : everybody()) {
      assertThat(isShown(each, PeerRole.LIGHT_CLIENT, entry))
          .isEqualTo(Arrays.asList(some).contains(each));
    }
  }

  private KeyPair[] everybody() {
    return new KeyPair[] {ledger.patient, ledger.doctor, ledger.hospital, ledger.stranger};
  }

  private static Peer as(KeyPair keys, PeerRole role) {
    return TestLedger.peer(keys.publicKey(), role);
  }

  private boolean isShown(KeyPair who, PeerRole role, StateEntry<?> entry) {
    try {
      StateProofRequest question = new StateProofRequest(entry.key(), ledger.at(0).height());
      StateProofResponse answer =
          answer(as(who, role), CallKind.STATE_PROOF, question, StateProofResponse.class);
      Hash root = ledger.at(0).header(ledger.at(0).height()).orElseThrow().stateRoot();
      assertThat(answer.verify(entry.key(), root)).isTrue();
      return true;
    } catch (RefusedException e) {
      assertThat(e).hasMessageContaining("not shown");
      return false;
    }
  }

  /** LIGHT-11. */
  @Example
  void repliesAreBounded() throws RefusedException {
    ledger.growTo(12);
    Peer keeper = as(ledger.hospital, PeerRole.FOLLOWING_NODE);
    HeadersResponse headers =
        answer(
            keeper, CallKind.HEADERS, new HeightRange(3, Integer.MAX_VALUE), HeadersResponse.class);
    assertThat(headers.headers()).hasSize(10);
    assertThat(headers.height()).isEqualTo(12);
    assertThat(headers.certificate().orElseThrow().height()).isEqualTo(12);
    CertifiedBlocksResponse decisions =
        answer(
            keeper,
            CallKind.BLOCKS,
            new HeightRange(12, Integer.MAX_VALUE),
            CertifiedBlocksResponse.class);
    assertThat(decisions.blocks()).containsExactly(ledger.at(0).blockAt(12).orElseThrow());
    CertifiedBlocksResponse none =
        answer(
            keeper,
            CallKind.BLOCKS,
            new HeightRange(Long.MAX_VALUE, 9),
            CertifiedBlocksResponse.class);
    assertThat(none).isEqualTo(new CertifiedBlocksResponse(12, List.of()));
  }

  /** LIGHT-11: no request makes a node reply with an exception of another kind. */
  @Property(seed = "1", tries = 300)
  void anyRequestGetsAReplyOrARefusal(@ForAll byte[] question) {
    Peer keeper = as(ledger.hospital, PeerRole.FOLLOWING_NODE);
    for (RpcService service : ledger.at(0).services().all()) {
      try {
        assertThat(service.handle(keeper, Bytes.of(question))).isNotNull();
      } catch (RefusedException e) {
        assertThat(e.getMessage()).doesNotContain("\n").isNotEmpty();
      }
    }
  }

  private boolean isServed(RpcService service, PeerRole role) {
    Peer peer = TestLedger.peer(ledger.hospital.publicKey(), role);
    return AdmissionTable.refusal(peer, service.method()).isEmpty();
  }

  @Example
  void blocksAreForKeepers() {
    for (RpcService service : ledger.at(0).services().all()) {
      assertThat(isServed(service, PeerRole.LIGHT_CLIENT))
          .isEqualTo(!service.method().equals(CallKind.BLOCKS.method()));
      assertThat(isServed(service, PeerRole.FOLLOWING_NODE)).isTrue();
      assertThat(isServed(service, PeerRole.CONSENSUS_NODE)).isTrue();
    }
  }

  /** LIGHT-8, CON-30, CON-31: and not even that there is nothing, to others. */
  @Example
  void consentIsShownToOwnersAndWhoActsForThem() {
    PublicKey owner = ledger.patient.publicKey();
    DirectiveTerms terms =
        new DirectiveTerms(
            owner,
            new DirectiveScope.AllRecords(),
            new Grantee.Party(ledger.hospital.publicKey()),
            Purpose.TREAT);
    Hash record = ledger.record(1, 0).id();
    ledger.order(
        ledger.next(ledger.patient, new UploadRecord(ledger.record(1, 0))),
        ledger.next(ledger.patient, new IssueDirective(terms, Long.MAX_VALUE)),
        ledger.next(ledger.hospital, new ReadRecord(record, Purpose.TREAT)),
        ledger.next(ledger.doctor, new AttestRecord(record)));
    ledger.growTo(8);
    List<StateEntry<?>> entries =
        List.of(
            Directives.entry(terms.id()),
            Directives.countEntry(owner),
            Directives.placeEntry(owner, 0),
            Directives.placeEntry(owner, 1),
            Delegates.entry(owner),
            AccessLog.trailEntry(owner),
            AccessLog.lineEntry(owner, 0));
    // Not to the reader whom it names either: it has its receipt.
    entries.forEach(each -> shownTo(each, ledger.patient));
    shownTo(Attestations.entry(record), ledger.patient, ledger.doctor);
    shownTo(Records.entry(record), ledger.patient, ledger.doctor);
    for (KeyPair delegate : List.of(ledger.doctor, ledger.hospital)) {
      AppointDelegate appointed = new AppointDelegate(owner, delegate.publicKey(), Long.MAX_VALUE);
      ledger.order(ledger.next(ledger.patient, appointed));
    }
    ledger.growTo(14);
    entries.forEach(each -> shownTo(each, ledger.patient, ledger.doctor, ledger.hospital));
    shownTo(Records.entry(record), ledger.patient, ledger.doctor, ledger.hospital);
    shownTo(Attestations.entry(record), ledger.patient, ledger.doctor, ledger.hospital);
  }

  /** LIGHT-8. */
  @Example
  void participantsSeeTheirOwnEntries() {
    Hash record = ledger.record(1, 0).id();
    DirectiveTerms terms =
        new DirectiveTerms(
            ledger.patient.publicKey(),
            new DirectiveScope.OneRecord(record),
            new Grantee.Party(ledger.hospital.publicKey()),
            Purpose.HRESCH);
    ledger.order(ledger.next(ledger.patient, new UploadRecord(ledger.record(1, 0))));
    ledger.order(ledger.next(ledger.patient, new IssueDirective(terms, Long.MAX_VALUE)));
    ledger.growTo(8);
    PublicKey patient = ledger.patient.publicKey();
    PublicKey doctor = ledger.doctor.publicKey();
    for (StateEntry<?> own :
        List.of(
            WorldState.balanceEntry(patient),
            Registration.departureEntry(patient),
            Levels.entry(patient),
            Quotas.entry(patient),
            RequestWindow.entry(patient))) {
      shownTo(own, ledger.patient);
    }
    for (StateEntry<?> open :
        List.of(
            Registration.roleEntry(doctor),
            Registration.revokedSinceEntry(doctor),
            Verdicts.ratingEntry(doctor), // what buyers say
            ConsensusNodes.entry(),
            WorldState.rulesEntry(),
            Records.entry(Hash.ZERO))) {
      shownTo(open, everybody());
    }
    // A consent lets it be read for points; its location is the good that is paid for.
    shownTo(Records.entry(record), ledger.patient, ledger.doctor);
    StateEntry<Hash> bought = Purchases.entry(record, ledger.hospital.publicKey());
    shownTo(bought, ledger.patient, ledger.hospital);
    shownTo(Vouchers.entry(Hash.ZERO));
    PeerRole supervision = PeerRole.REGULATORY_CENTER;
    assertThat(isShown(ledger.center, supervision, Vouchers.entry(Hash.ZERO))).isTrue();
    assertThat(isShown(ledger.center, supervision, WorldState.balanceEntry(patient))).isTrue();
    // Nodes that keep the ledger have all of it.
    assertThat(isShown(ledger.stranger, PeerRole.FOLLOWING_NODE, bought)).isTrue();
  }

  /** LIGHT-8. */
  @Example
  void transactionsAreShownToTheirSenders() throws RefusedException {
    Transaction upload = ledger.upload(1);
    ledger.order(upload);
    TransactionProofRequest question = new TransactionProofRequest.ByTransactionId(upload.id());
    Peer sender = as(ledger.patient, PeerRole.ENTITY);
    assertThat(answer(sender, CallKind.TRANSACTION_PROOF, question, TransactionProofResponse.class))
        .isInstanceOf(TransactionProofResponse.OrderedTransaction.class);
    TransactionProofRequest byNumber = new TransactionProofRequest.ByRequestId(upload.request());
    for (TransactionProofRequest anothers : List.of(question, byNumber)) {
      assertThat(
              ask(
                  as(ledger.doctor, PeerRole.ENTITY),
                  CallKind.TRANSACTION_PROOF.method(),
                  anothers))
          .as("as if it were unknown")
          .isEqualTo(new TransactionProofResponse.UnknownTransaction().encoded());
    }
    ledger.growTo(6);
    TransactionProofResponse later =
        answer(sender, CallKind.TRANSACTION_PROOF, question, TransactionProofResponse.class);
    assertThat(later).isInstanceOf(TransactionProofResponse.ExecutedTransaction.class);
    assertThat(
            answer(
                sender,
                CallKind.TRANSACTION_PROOF,
                new TransactionProofRequest.ByTransactionId(Hash.ZERO),
                TransactionProofResponse.class))
        .isEqualTo(new TransactionProofResponse.UnknownTransaction());
  }

  /** LIGHT-8, PROC-15: the owner has it proved, and nobody else, the delegate neither. */
  @Example
  void whoActsForAnOwnerByAnothersOrderIsShownToIt() throws RefusedException {
    AppointDelegate order =
        new AppointDelegate(ledger.patient.publicKey(), ledger.doctor.publicKey(), Long.MAX_VALUE);
    Transaction appointed = ledger.next(ledger.center, order);
    ledger.order(appointed);
    ledger.growTo(6);
    TransactionProofRequest question = new TransactionProofRequest.ByRequestId(appointed.request());
    Peer owner = as(ledger.patient, PeerRole.ENTITY);
    assertThat(answer(owner, CallKind.TRANSACTION_PROOF, question, TransactionProofResponse.class))
        .isInstanceOf(TransactionProofResponse.ExecutedTransaction.class);
    for (KeyPair other : List.of(ledger.doctor, ledger.hospital, ledger.stranger)) {
      assertThat(ask(as(other, PeerRole.ENTITY), CallKind.TRANSACTION_PROOF.method(), question))
          .isEqualTo(new TransactionProofResponse.UnknownTransaction().encoded());
    }
  }

  /** PBFT-21, LIGHT-2: the proofs lead from the genesis block's members to today's. */
  @Example
  void epochsLeadToTodaysMembers() throws RefusedException {
    ledger.addNode();
    ledger.addNode();
    ledger.change(new MemberChange.Add(ledger.node(4).publicKey(), Role.TERTIARY_HOSPITAL));
    ledger.change(new MemberChange.Replace(ledger.node(0).publicKey(), ledger.node(5).publicKey()));
    Peer asker = as(ledger.patient, PeerRole.LIGHT_CLIENT);
    EpochProofsResponse answer =
        answer(asker, CallKind.EPOCHS, new EpochProofsRequest(0), EpochProofsResponse.class);
    assertThat(answer.proofs()).hasSize(2);
    MembershipHistory known =
        MembershipHistory.of(ledger.genesis.chainParameters(), ledger.genesis.membership());
    for (Bytes proof : answer.proofs()) {
      known = known.with(proof, ledger.scheme);
    }
    assertThat(known.current()).isEqualTo(2);
    assertThat(known.members(2)).isEqualTo(ConsensusNodes.of(ledger.at(1).contract().state()));
    assertThat(known.endOf(0).block())
        .isEqualTo(ledger.at(1).header(known.endOf(0).height()).orElseThrow().hash());
    assertThat(known.endOf(0).stateRoot())
        .isEqualTo(ledger.at(1).stateAt(known.endOf(0).height()).orElseThrow().tree().root());
    assertThat(known.first(1)).isEqualTo(known.endOf(0).height() + 1);
    // Each decided height is proved by its own epoch, and by no other.
    for (long height = 1; height <= ledger.at(1).height(); height++) {
      CertifiedBlock decision = ledger.at(1).blockAt(height).orElseThrow();
      long epoch = height < known.first(1) ? 0 : height < known.first(2) ? 1 : 2;
      assertThat(decision.certificate().epoch()).isEqualTo(epoch);
      assertThat(known.proves(decision.certificate())).isTrue();
    }
    // Not the other way round, nor one without the other.
    MembershipHistory start =
        MembershipHistory.of(ledger.genesis.chainParameters(), ledger.genesis.membership());
    assertThat(start.with(answer.proofs().get(1), ledger.scheme).current()).isZero();
    for (Bytes flipped : BitFlips.sample(answer.proofs().get(0), 7)) {
      assertThatExceptionOfType(MalformedInput.class)
          .isThrownBy(() -> start.with(flipped, ledger.scheme));
    }
    assertThat(start.current()).isZero();
    assertThat(
            answer(asker, CallKind.EPOCHS, new EpochProofsRequest(7), EpochProofsResponse.class)
                .proofs())
        .isEmpty();
  }
}
