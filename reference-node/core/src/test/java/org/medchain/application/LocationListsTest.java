package org.medchain.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.medchain.Refusals.assertRefused;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.medchain.contract.TestChain;
import org.medchain.contract.attestation.AttestRecord;
import org.medchain.contract.consent.AppointDelegate;
import org.medchain.contract.consent.EndDelegation;
import org.medchain.contract.consent.Purpose;
import org.medchain.contract.consent.ReadRecord;
import org.medchain.contract.datasharing.Deals;
import org.medchain.contract.datasharing.OfferRecords;
import org.medchain.contract.datasharing.RequestData;
import org.medchain.contract.datasharing.RequestTerms;
import org.medchain.contract.records.StoredRecord;
import org.medchain.contract.records.StoredRecord.Status;
import org.medchain.contract.records.UploadRecord;
import org.medchain.data.Block;
import org.medchain.data.Bytes;
import org.medchain.data.Hash;
import org.medchain.data.KeyPair;
import org.medchain.data.MedicalRecord;
import org.medchain.data.PublicKey;
import org.medchain.data.RequestId;
import org.medchain.data.Transaction;

/** STO-27, STO-28: searches by patient, type, doctor and time, in pages. */
class LocationListsTest {
  private static final List<String> TYPES = List.of("image", "note", "lab");

  /** Counts what a tree compares: the steps of a search. */
  private static final class Steps implements Comparator<Bytes> {
    private long taken;

    @Override
    public int compare(Bytes left, Bytes right) {
      taken++;
      return left.compareTo(right);
    }
  }

  /** Blocks have the time of their height; 256 times the records take 8 levels more. */
  @Example
  void aPageTakesLogarithmicSteps() {
    for (int count = 1 << 6; count <= 1 << 14; count <<= 4) {
      Steps steps = new Steps();
      NavigableMap<Bytes, Bytes> lists = new TreeMap<>(steps);
      for (int i = 0; i < count; i++) {
        StoredRecord record =
            new StoredRecord(
                TestChain.keys("patient " + i % 7).publicKey(),
                TestChain.DOCTOR.publicKey(),
                TYPES.get(i % TYPES.size()),
                i,
                0,
                Status.VALID,
                0);
        Bytes id = Hash.of(Bytes.utf8("record " + i)).toBytes();
        LocationLists.record(record, id, new Location(i, 0), lists::put);
      }
      long last = count - 1L;
      long half = last / 2;
      RecordSearch search =
          RecordSearch.all()
              .ofPatient(TestChain.keys("patient 3").publicKey())
              .byDoctor(TestChain.DOCTOR.publicKey())
              .between(half, Long.MAX_VALUE)
              .page(4);
      ListKey.Stretch stretch =
          ListKey.stretch(
                  search, time -> time > last ? OptionalLong.empty() : OptionalLong.of(time))
              .orElseThrow();
      steps.taken = 0;
      Page<FoundRecord> page =
          stretch.page(SortedLists.lines(lists, stretch), LocationLists::found);
      assertThat(page.lines()).hasSize(4);
      assertThat(page.lines()).allMatch(line -> line.place().height() % 7 == 3);
      // Three descents of a red-black tree of 8 lines a record, and two steps a line.
      long depth = 2L * (Integer.SIZE - Integer.numberOfLeadingZeros(8 * count));
      assertThat(steps.taken).isBetween(1L, 3 * depth + 2L * stretch.lookAhead());
    }
  }

  /** Any search finds page by page what a scan of the chain finds. */
  @Property(seed = "7", tries = 60)
  void pagesAreWhatAScanFinds(@ForAll long seed) {
    Random random = new Random(seed);
    IndexedChain ward = new IndexedChain();
    List<MedicalRecord> records = new ArrayList<>();
    List<FoundRecord> places = new ArrayList<>();
    for (int block = 1; block <= 8; block++) {
      List<Transaction> transactions = new ArrayList<>();
      for (int i = random.nextInt(4); i > 0; i--) {
        KeyPair patient = random.nextBoolean() ? TestChain.PATIENT : TestChain.OTHER_PATIENT;
        MedicalRecord record =
            TestChain.record(patient, TYPES.get(random.nextInt(3)), records.size());
        places.add(new FoundRecord(record.id(), new Location(block, transactions.size())));
        records.add(record);
        transactions.add(ward.chain.order(patient, new UploadRecord(record)));
      }
      ward.add(transactions);
    }
    RecordSearch search = search(random, ward.chain.blocks());
    List<FoundRecord> expected = new ArrayList<>();
    for (int i = 0; i < records.size(); i++) {
      if (matches(search, records.get(i), ward.chain.blocks(), places.get(i).place())) {
        expected.add(places.get(i));
      }
    }
    List<FoundRecord> found = new ArrayList<>();
    Page<FoundRecord> page = ward.lists.find(search);
    found.addAll(page.lines());
    while (page.next().isPresent()) {
      page = ward.lists.find(search.after(page.next().get()));
      assertThat(page.lines()).hasSizeBetween(1, search.limit());
      found.addAll(page.lines());
    }
    assertThat(found).isEqualTo(expected);
  }

  private static RecordSearch search(Random random, List<Block> blocks) {
    RecordSearch search = RecordSearch.all().page(1 + random.nextInt(3));
    search = random.nextBoolean() ? search.ofPatient(TestChain.PATIENT.publicKey()) : search;
    search = random.nextBoolean() ? search.byDoctor(TestChain.DOCTOR.publicKey()) : search;
    search = random.nextBoolean() ? search.ofType(TYPES.get(random.nextInt(3))) : search;
    return random.nextBoolean()
        ? search.between(
            blocks.get(random.nextInt(6)).header().timestampMs(),
            blocks.get(5 + random.nextInt(4)).header().timestampMs() + random.nextInt(2))
        : search;
  }

  private static boolean matches(
      RecordSearch search, MedicalRecord record, List<Block> blocks, Location place) {
    long time = blocks.get((int) place.height()).header().timestampMs();
    return search.patient().stream().allMatch(record.patient()::equals)
        && search.doctor().stream().allMatch(record.digest().doctor()::equals)
        && search.type().stream().allMatch(record.digest().type()::equals)
        && search.sinceMs() <= time
        && time < search.untilMs();
  }

  @Example
  void theHistoryOfARecordHasAllOrders() {
    IndexedChain ward = new IndexedChain();
    MedicalRecord record = TestChain.record(TestChain.PATIENT, "image", 1);
    Transaction upload = ward.chain.order(TestChain.PATIENT, new UploadRecord(record));
    Transaction attest = ward.chain.order(TestChain.DOCTOR, new AttestRecord(record.id()));
    Transaction read =
        ward.chain.order(TestChain.HOSPITAL, new ReadRecord(record.id(), Purpose.TREAT));
    Transaction again = ward.chain.order(TestChain.PATIENT, new UploadRecord(record));
    ward.add(List.of(upload));
    ward.add(List.of(attest, read));
    ward.add(List.of(again));
    HistorySearch all = new HistorySearch(record.id(), 0, Long.MAX_VALUE, Optional.empty(), 8);
    assertThat(ward.lists.history(all).lines())
        .containsExactly(
            HistoryEntry.of(new Location(1, 0), record.id(), upload),
            HistoryEntry.of(new Location(2, 0), record.id(), attest),
            HistoryEntry.of(new Location(2, 1), record.id(), read),
            HistoryEntry.of(new Location(3, 0), record.id(), again));
    Page<HistoryEntry> second =
        ward.lists.history(
            new HistorySearch(record.id(), 0, Long.MAX_VALUE, Optional.of(new Location(2, 0)), 1));
    assertThat(second.lines())
        .containsExactly(HistoryEntry.of(new Location(2, 1), record.id(), read));
    assertThat(second.next()).contains(new Location(2, 1));
    ward.revertTo(1);
    assertThat(ward.lists.history(all).lines())
        .containsExactly(HistoryEntry.of(new Location(1, 0), record.id(), upload));
  }

  /** AGENCY-11: by type and of all types, in order; a branch's entries leave with it. */
  @Example
  void theMarketHasOffersAndRequests() {
    IndexedChain ward = new IndexedChain();
    long untilMs = ward.chain.blocks().getLast().header().timestampMs() + 60_000;
    Transaction offer = ward.chain.order(TestChain.PATIENT, new OfferRecords("lab", 3, List.of()));
    Transaction other =
        ward.chain.order(TestChain.PATIENT, new OfferRecords("image", 3, List.of()));
    Transaction request =
        ward.chain.order(
            TestChain.INSTITUTION, new RequestData(new RequestTerms("lab", 1, 3, untilMs)));
    ward.add(List.of(offer, other));
    ward.add(List.of(request));
    HistoryEntry first = HistoryEntry.of(new Location(1, 0), Deals.id(offer.request()), offer);
    HistoryEntry second = HistoryEntry.of(new Location(1, 1), Deals.id(other.request()), other);
    HistoryEntry third = HistoryEntry.of(new Location(2, 0), Deals.id(request.request()), request);
    assertThat(market(ward, MarketSearch.all().ofType("lab"))).containsExactly(first, third);
    assertThat(market(ward, MarketSearch.all().ofType("image"))).containsExactly(second);
    assertThat(market(ward, MarketSearch.all())).containsExactly(first, second, third);
    assertThat(Deals.requestEntry(third.record()).in(ward.chain.state())).isPresent();
    ward.revertTo(1);
    assertThat(market(ward, MarketSearch.all().ofType("lab"))).containsExactly(first);
  }

  private static List<HistoryEntry> market(IndexedChain ward, MarketSearch search) {
    return ward.lists.history(search.history()).lines();
  }

  /** PROC-15, CLUSTER-25: refused orders too; a branch's orders leave with it. */
  @Example
  void whoWatchesHasAList() {
    IndexedChain ward = new IndexedChain();
    PublicKey owner = TestChain.PATIENT.publicKey();
    PublicKey guardian = TestChain.OTHER_PATIENT.publicKey();
    MedicalRecord record = TestChain.record(TestChain.PATIENT, "image", 1);
    AppointDelegate appointment = new AppointDelegate(owner, guardian, Long.MAX_VALUE);
    Transaction upload = ward.chain.order(TestChain.PATIENT, new UploadRecord(record));
    Transaction own = ward.chain.order(TestChain.PATIENT, appointment);
    Transaction ordered = ward.chain.order(TestChain.CENTER, appointment);
    Transaction treated =
        ward.chain.order(TestChain.DOCTOR, new ReadRecord(record.id(), Purpose.TREAT));
    Transaction glass =
        ward.chain.order(TestChain.DOCTOR, new ReadRecord(record.id(), Purpose.BTG));
    Transaction ended =
        ward.chain.order(TestChain.OTHER_PATIENT, new EndDelegation(owner, guardian));
    Transaction over = ward.chain.order(TestChain.CENTER, new AppointDelegate(guardian, owner, 1));
    ward.add(List.of(upload, own));
    ward.add(List.of(ordered, treated, glass));
    ward.add(List.of(ended, over));
    assertThat(listed(ward, HistorySearch.ofDelegates(owner)))
        .containsExactly(own.request(), ordered.request(), ended.request());
    assertThat(listed(ward, HistorySearch.ofDelegates(guardian))).containsExactly(over.request());
    assertThat(listed(ward, HistorySearch.ofSupervision()))
        .containsExactly(ordered.request(), glass.request(), over.request());
    ward.revertTo(1);
    assertThat(listed(ward, HistorySearch.ofDelegates(owner))).containsExactly(own.request());
    assertThat(listed(ward, HistorySearch.ofSupervision())).isEmpty();
  }

  private static List<RequestId> listed(IndexedChain ward, Hash list) {
    HistorySearch all = new HistorySearch(list, 0, Long.MAX_VALUE, Optional.empty(), 8);
    return ward.lists.history(all).lines().stream().map(HistoryEntry::request).toList();
  }

  @Example
  void aSearchWithoutBoundIsRefused() {
    for (int limit : new int[] {-1, 0, RecordSearch.MAX_LIMIT + 1}) {
      assertRefused(() -> RecordSearch.all().page(limit));
      assertRefused(() -> new HistorySearch(Hash.ZERO, 0, 1, Optional.empty(), limit));
    }
    assertRefused(() -> RecordSearch.all().ofType("t".repeat(129)));
  }
}
