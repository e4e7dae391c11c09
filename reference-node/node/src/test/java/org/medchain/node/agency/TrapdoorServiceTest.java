package org.medchain.node.agency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Example;
import org.medchain.application.search.BillSalt;
import org.medchain.application.search.EntryKind;
import org.medchain.application.search.EpochRange;
import org.medchain.application.search.IndexUpdate;
import org.medchain.application.search.Keyword;
import org.medchain.application.search.MaskedPage;
import org.medchain.application.search.Padding;
import org.medchain.application.search.SearchIndex;
import org.medchain.application.search.SearchKey;
import org.medchain.application.search.SearchResults;
import org.medchain.application.search.Trapdoor;
import org.medchain.contract.exit.LeaveChain;
import org.medchain.contract.registration.Registration;
import org.medchain.contract.search.BillSearch;
import org.medchain.contract.search.ClearIndex;
import org.medchain.contract.search.DelegateSearch;
import org.medchain.contract.search.EndSearchDelegation;
import org.medchain.contract.search.SearchDelegates;
import org.medchain.contract.search.SearchDelegation;
import org.medchain.contract.search.SearchIndexes;
import org.medchain.contract.search.UpdateIndex;
import org.medchain.data.Bytes;
import org.medchain.data.Decoder;
import org.medchain.data.Hash;
import org.medchain.data.KeyPair;
import org.medchain.node.admission.CallKind;
import org.medchain.node.agency.LedgerQueryResponse.MatchedEntriesResponse;
import org.medchain.node.ledger.StateProofRequest;
import org.medchain.node.ledger.TestLedger;
import org.medchain.node.transport.PeerRole;
import org.medchain.node.transport.RefusedException;
import org.medchain.node.transport.RpcMethod;
import org.medchain.node.transport.RpcService;

/**
 * AGENCY-10, LIGHT-8, VER-12, VER-13: the searchers whose trapdoors nodes match, and the visible
 * results.
 */
class TrapdoorServiceTest {
  private static final Keyword LAB = Keyword.of("lab");
  private static final SearchKey KEY = new SearchKey(Hash.of(Bytes.utf8("owner")).toBytes());

  private static final BillSalt SALT = new BillSalt(Hash.of(Bytes.utf8("salt")));
  private static final String NO_BILL =
      "search: the ledger has no bill of the asker for this trapdoor and salt";
  private static final String NOT_ALLOWED =
      "search: the asker may not search this index any more: not allowed";

  private final TestLedger ledger = new TestLedger(4);
  private final ServiceProvisionNode node =
      new ServiceProvisionNode(
          ledger.at(0), ledger.at(0).locations(), () -> ledger.at(0).members(), () -> 0);
  private final SearchIndex index = new SearchIndex(KEY.keyring(0));

  private Bytes call(KeyPair who, RpcMethod method, Bytes question) throws RefusedException {
    for (RpcService service : node.services()) {
      if (service.method().equals(method)) {
        return service.handle(TestLedger.peer(who.publicKey(), PeerRole.ENTITY), question);
      }
    }
    throw new RefusedException("no such service");
  }

  private MaskedPage match(KeyPair who, Trapdoor trapdoor, int from) throws RefusedException {
    return match(who, trapdoor, SALT, from);
  }

  private MaskedPage match(KeyPair who, Trapdoor trapdoor, BillSalt salt, int from)
      throws RefusedException {
    Bytes question = new LedgerQuery.MatchTrapdoorQuery(trapdoor, salt, from).encoded();
    assertThat(Decoder.decode(question, LedgerQuery.CODEC::decode).encoded()).isEqualTo(question);
    return ((MatchedEntriesResponse)
            Decoder.decode(
                call(who, CallKind.QUERY.method(), question), LedgerQueryResponse.CODEC::decode))
        .page();
  }

  private boolean isRefused(KeyPair who, Trapdoor trapdoor) {
    String reason = reason(who, trapdoor, SALT);
    assertThat(reason).isIn("", NO_BILL);
    return reason.equals(NO_BILL);
  }

  /** Why it is refused; empty if it is not. */
  private String reason(KeyPair who, Trapdoor trapdoor, BillSalt salt) {
    try {
      assertThat(match(who, trapdoor, salt, 0).values()).isNotEmpty();
      return "";
    } catch (RefusedException e) {
      return e.getMessage();
    }
  }

  private Hash enter(int number) {
    return enter(number, index);
  }

  private Hash enter(int number, SearchIndex into) {
    Hash record = Hash.of(Bytes.utf8("record " + number));
    IndexUpdate made =
        into.update(
            EntryKind.ADD, record, List.of(LAB, Keyword.of("word" + number)), Padding.SMOOTHED);
    into.plus(made);
    ledger.order(
        ledger.next(
            ledger.patient,
            new UpdateIndex(made.epoch(), made.number(), made.entries(), made.journal())));
    return record;
  }

  private void bill(KeyPair who, Trapdoor trapdoor) {
    ledger.order(
        ledger.next(who, new BillSearch(ledger.patient.publicKey(), SALT.commitment(trapdoor))));
  }

  private void delegate() {
    delegate(Long.MAX_VALUE);
  }

  private void delegate(long untilMs) {
    Bytes key = Bytes.of(new byte[SearchDelegation.KEY_SIZE]);
    ledger.order(
        ledger.next(
            ledger.patient, new DelegateSearch(ledger.hospital.publicKey(), untilMs, 0, key)));
  }

  private void end() {
    ledger.order(
        ledger.next(
            ledger.patient,
            new EndSearchDelegation(ledger.patient.publicKey(), ledger.hospital.publicKey())));
  }

  @Example
  void whoHasTheBillFindsWhatWasEntered() throws RefusedException {
    List<Hash> entered = List.of(enter(1), enter(2), enter(3));
    Trapdoor trapdoor = index.trapdoor(LAB);
    assertThat(isRefused(ledger.patient, trapdoor)).isTrue();
    bill(ledger.patient, trapdoor);
    MaskedPage page = match(ledger.patient, trapdoor, 0);
    SearchResults found = SearchResults.open(index.keys(), LAB, trapdoor, List.of(page));
    assertThat(found.complete()).isTrue();
    assertThat(found.records()).isEqualTo(entered);
    List<Optional<Bytes>> rest = page.values().subList(2, page.values().size());
    assertThat(match(ledger.patient, trapdoor, 2).values()).isEqualTo(rest);
    // Nobody else with the same trapdoor, and it with no other.
    assertThat(isRefused(ledger.hospital, trapdoor)).isTrue();
    assertThat(isRefused(ledger.patient, index.trapdoor(Keyword.of("word1")))).isTrue();
    assertThatThrownBy(() -> match(ledger.patient, trapdoor, trapdoor.entries()))
        .isInstanceOf(RefusedException.class)
        .hasMessage("search: a page begins at 0 to 2, not 3");
  }

  @Example
  void aDelegateSearchesUntilItsEnd() throws RefusedException {
    Hash entered = enter(1);
    delegate();
    Trapdoor trapdoor = index.trapdoor(LAB);
    bill(ledger.hospital, trapdoor);
    MaskedPage page = match(ledger.hospital, trapdoor, 0);
    assertThat(SearchResults.open(index.keys(), LAB, trapdoor, List.of(page)).records())
        .containsExactly(entered);
    end();
    // Its earlier payment no longer counts either.
    assertThat(reason(ledger.hospital, trapdoor, SALT)).isEqualTo(NOT_ALLOWED);
    Trapdoor another = index.trapdoor(Keyword.of("word1"));
    bill(ledger.hospital, another);
    assertThat(isRefused(ledger.hospital, another)).isTrue();
  }

  /** VER-12: the bill is for salt and trapdoor, and equal searches have different bills. */
  @Example
  void aBillIsOpenedByItsSaltAlone() {
    Hash entered = enter(1);
    assertThat(entered).isNotNull();
    Trapdoor trapdoor = index.trapdoor(LAB);
    bill(ledger.patient, trapdoor);
    BillSalt other = new BillSalt(Hash.of(Bytes.utf8("another salt")));
    assertThat(reason(ledger.patient, trapdoor, other)).isEqualTo(NO_BILL);
    assertThat(other.commitment(trapdoor)).isNotEqualTo(SALT.commitment(trapdoor));
    assertThat(reason(ledger.patient, trapdoor, SALT)).isEmpty();
  }

  @Example
  void aBillCountsForSixtyFourBlocks() {
    enter(1);
    Trapdoor trapdoor = index.trapdoor(LAB);
    bill(ledger.patient, trapdoor);
    long height = ledger.at(0).height();
    ledger.growTo(height + 64);
    assertThat(reason(ledger.patient, trapdoor, SALT)).isEmpty();
    ledger.growTo(height + 65);
    assertThat(reason(ledger.patient, trapdoor, SALT))
        .isEqualTo(
            "search: the bill names block "
                + height
                + " and counts for 64 blocks, and the chain has "
                + (height + 65));
  }

  @Example
  void ofAnOwnerThatLeftNothingIsMatched() {
    enter(1);
    delegate();
    Trapdoor trapdoor = index.trapdoor(LAB);
    bill(ledger.hospital, trapdoor);
    assertThat(reason(ledger.hospital, trapdoor, SALT)).isEmpty();
    ledger.order(ledger.next(ledger.patient, new LeaveChain()));
    assertThat(reason(ledger.hospital, trapdoor, SALT))
        .isEqualTo("search: the asker may not search this index any more: owner left");
  }

  @Example
  void whoLeftMatchesNothingWithWhatItPaid() {
    enter(1);
    delegate();
    Trapdoor trapdoor = index.trapdoor(LAB);
    bill(ledger.hospital, trapdoor);
    assertThat(reason(ledger.hospital, trapdoor, SALT)).isEmpty();
    ledger.order(ledger.next(ledger.hospital, new LeaveChain()));
    assertThat(reason(ledger.hospital, trapdoor, SALT)).isEqualTo(NOT_ALLOWED);
  }

  @Example
  void aTrapdoorIsForNoMoreThanTheIndexHas() {
    enter(1);
    Trapdoor large = new Trapdoor(List.of(new EpochRange(0, 64, List.of(SALT.value()))));
    bill(ledger.patient, large);
    assertThat(reason(ledger.patient, large, SALT))
        .isEqualTo("search: the trapdoor is for 64 entries, and the index has 16");
  }

  /** CON-46, VER-13: a payment for the earlier index finds nothing of the next. */
  @Example
  void ofAnIndexThatWasClearedNothingIsMatched() throws RefusedException {
    enter(1);
    Trapdoor trapdoor = index.trapdoor(LAB);
    bill(ledger.patient, trapdoor);
    ledger.order(ledger.next(ledger.patient, new ClearIndex(1)));
    assertThat(reason(ledger.patient, trapdoor, SALT))
        .isEqualTo("search: the trapdoor is for 1 entries, and the index has 0");
    SearchIndex next = new SearchIndex(KEY.keyring(256));
    enter(1, next);
    assertThat(match(ledger.patient, trapdoor, 0).missing()).isEqualTo(1);
    bill(ledger.patient, next.trapdoor(LAB));
    assertThat(match(ledger.patient, next.trapdoor(LAB), 0).missing()).isZero();
  }

  private boolean isShown(KeyPair who, Bytes key) {
    try {
      StateProofRequest question = new StateProofRequest(key, ledger.at(0).height());
      return call(who, CallKind.STATE_PROOF.method(), question.encoded()).size() > 0;
    } catch (RefusedException e) {
      assertThat(e).hasMessageContaining("not shown");
      return false;
    }
  }

  /** LIGHT-8: and not even that there is nothing, to others; entries to nobody. */
  @Example
  void anIndexIsShownToItsOwnerAndWhoSearchesIt() {
    enter(1);
    delegate();
    bill(ledger.hospital, index.trapdoor(LAB));
    ledger.growTo(10);
    var owner = ledger.patient.publicKey();
    List<Bytes> searched = new ArrayList<>();
    searched.add(SearchIndexes.headEntry(owner).key());
    searched.add(SearchIndexes.journalEntry(owner, 0).key());
    searched.add(SearchIndexes.journalEntry(owner, 1).key());
    searched.add(SearchDelegates.entry(owner).key());
    for (Bytes each : searched) {
      assertThat(isShown(ledger.patient, each)).isTrue();
      assertThat(isShown(ledger.hospital, each)).isTrue();
      assertThat(isShown(ledger.doctor, each)).isFalse();
    }
    Bytes departure = Registration.departureEntry(ledger.hospital.publicKey()).key();
    assertThat(isShown(ledger.patient, departure)).as("of a delegate").isTrue();
    assertThat(isShown(ledger.doctor, departure)).isFalse();
    Bytes line = SearchIndexes.lineEntry(owner, 0).key();
    assertThat(isShown(ledger.patient, line)).isTrue();
    assertThat(isShown(ledger.hospital, line)).isFalse();
    Bytes bill = SearchIndexes.billEntry(ledger.hospital.publicKey()).key();
    assertThat(isShown(ledger.hospital, bill)).isTrue();
    assertThat(isShown(ledger.patient, bill)).isFalse();
    List<Hash> addresses = new ArrayList<>();
    index.trapdoor(LAB).addresses(0, 1, addresses::add);
    Bytes entry = SearchIndexes.valueEntry(owner, addresses.get(0)).key();
    assertThat(isShown(ledger.patient, entry)).isFalse();
    assertThat(SearchIndexes.value(ledger.at(0).stateAt(10).orElseThrow(), owner, addresses.get(0)))
        .isPresent();
  }
}
