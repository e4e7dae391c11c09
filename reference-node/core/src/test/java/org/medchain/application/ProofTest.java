package org.medchain.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.medchain.Refusals.assertMalformed;
import static org.medchain.contract.TestChain.WINDOW;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.medchain.contract.MedicalModules;
import org.medchain.contract.TestChain;
import org.medchain.contract.consent.QuoteQuery;
import org.medchain.contract.engine.Operation;
import org.medchain.contract.records.UploadRecord;
import org.medchain.data.Block;
import org.medchain.data.Bytes;
import org.medchain.data.Codec;
import org.medchain.data.Decoder;
import org.medchain.data.Encoder;
import org.medchain.data.Hash;
import org.medchain.data.Header;
import org.medchain.data.HeaderFields;
import org.medchain.data.MalformedInput;
import org.medchain.data.MedicalRecord;
import org.medchain.data.Receipt;
import org.medchain.data.Transaction;

/** APP-3, APP-4, APP-5, APP-6: what a third party accepts that has headers and a head's hash. */
class ProofTest {
  private final IndexedChain ward = IndexedChain.busy();

  private final HeaderChain headers = ward.headers(0);

  private final TestChain chain = new TestChain();

  private final RecordVerifier check =
      new RecordVerifier(TestChain.SCHEME, chain.genesis().chain());

  private final MedicalRecord record = TestChain.record(TestChain.PATIENT, "image", 1);

  private final Transaction upload = chain.as(TestChain.PATIENT).sign(1, new UploadRecord(record));

  private List<Location> places() {
    List<Location> places = new ArrayList<>();
    for (Block block : ward.chain.blocks()) {
      for (int i = 0; i < block.transactions().size(); i++) {
        places.add(new Location(block.height(), i));
      }
    }
    return places;
  }

  @Example
  void whatIsThereIsProved() {
    for (Location place : places()) {
      ExistenceProof proof = ward.existenceOf(place);
      ExistenceProof received = Codec.of(ExistenceProof.class).decoded(proof.encoded());
      assertThat(headers.flawIn(received)).isEmpty();
      // Older headers are not needed.
      assertThat(ward.headers(place.height()).flawIn(received)).isEmpty();
      assertThat(ward.headers(place.height() + 1).flawIn(received)).isPresent();
    }
  }

  /** A refused upload exists, but was not accepted. */
  @Example
  void acceptanceIsMoreThanExistence() {
    int refused = 0;
    for (Location place : places()) {
      Optional<AcceptanceProof> proof = ward.acceptanceOf(place);
      assertThat(proof.isPresent())
          .isEqualTo(place.height() + WINDOW <= ward.chain.contract().height());
      if (proof.isEmpty()) {
        continue;
      }
      Receipt receipt =
          ward.chain.executions().get((int) place.height() - 1).receipts().get(place.index());
      assertThat(headers.flawIn(proof.get().existence())).isEmpty();
      assertThat(headers.flawIn(proof.get(), WINDOW).isEmpty()).isEqualTo(receipt.succeeded());
      refused += receipt.succeeded() ? 0 : 1;
    }
    assertThat(refused).isPositive();
  }

  /** Another transaction's receipt, even under the same root, accepts nothing. */
  @Example
  void aReceiptFitsItsTransactionOnly() {
    AcceptanceProof first = ward.acceptanceOf(new Location(2, 0)).orElseThrow();
    AcceptanceProof second = ward.acceptanceOf(new Location(2, 1)).orElseThrow();
    AcceptanceProof mixed =
        new AcceptanceProof(first.existence(), second.inclusion(), second.receipt());
    assertThat(headers.flawIn(mixed, WINDOW)).isPresent();
    assertThat(headers.flawIn(first, WINDOW + 1)).isPresent();
  }

  /** Nor does the receipt of the same request at another place of the same block. */
  @Example
  void aRepetitionIsNotAccepted() {
    ward.add(List.of());
    Transaction fresh = ward.chain.order(TestChain.PATIENT, quote());
    ward.add(List.of(fresh, fresh));
    ward.add(List.of());
    ward.add(List.of());
    AcceptanceProof first = ward.acceptanceOf(new Location(8, 0)).orElseThrow();
    AcceptanceProof second = ward.acceptanceOf(new Location(8, 1)).orElseThrow();
    assertThat(ward.headers(0).flawIn(first, WINDOW)).isEmpty();
    assertThat(ward.headers(0).flawIn(second, WINDOW)).isPresent();
    AcceptanceProof mixed =
        new AcceptanceProof(second.existence(), first.inclusion(), first.receipt());
    assertThat(ward.headers(0).flawIn(mixed, WINDOW)).isPresent();
  }

  private static Operation quote() {
    return new QuoteQuery(TestChain.record(TestChain.PATIENT, "image", 0).id());
  }

  @Example
  void anyFlippedBitIsFound() {
    for (int index : new int[] {0, 3, 6}) {
      Location place = new Location(2, index);
      AcceptanceProof proof = ward.acceptanceOf(place).orElseThrow();
      flips(proof.existence().encoded())
          .forEach(
              bytes ->
                  refused(
                      bytes,
                      each -> headers.flawIn(read(each, Codec.of(ExistenceProof.class)::decode))));
      flips(proof.encoded())
          .forEach(
              bytes ->
                  refused(
                      bytes,
                      each ->
                          headers.flawIn(
                              read(each, Codec.of(AcceptanceProof.class)::decode), WINDOW)));
    }
  }

  private static <T> T read(Bytes bytes, Function<Decoder, T> reader) {
    return Decoder.decode(bytes, reader);
  }

  private static void refused(Bytes bytes, Function<Bytes, Optional<String>> check) {
    Optional<String> flaw;
    try {
      flaw = check.apply(bytes);
    } catch (MalformedInput expected) {
      flaw = Optional.of("malformed");
    }
    assertThat(flaw).isPresent();
  }

  private static List<Bytes> flips(Bytes bytes) {
    List<Bytes> flipped = new ArrayList<>();
    for (int bit = 0; bit < bytes.size() * 8; bit++) {
      byte[] copy = bytes.toArray();
      copy[bit / 8] ^= (byte) (1 << bit % 8);
      flipped.add(Bytes.of(copy));
    }
    return flipped;
  }

  /** APP-3. */
  @Example
  void anyFlippedBitInTheHeadersIsFound() {
    Hash head = ward.chain.blocks().get(6).hash();
    Bytes bytes = new Encoder().list(ward.headersFrom(0)).toBytes();
    HeaderChain.decode(bytes, head);
    for (Bytes flipped : flips(bytes)) {
      assertMalformed(() -> HeaderChain.decode(flipped, head));
    }
  }

  /** APP-3. */
  @Property(seed = "1", tries = 500)
  void anyBytesAreHeadersOrMalformed(@ForAll byte[] input) {
    assertMalformed(() -> HeaderChain.decode(Bytes.of(input), Hash.ZERO));
  }

  /** APP-3: no gap, no other order, no other head. */
  @Example
  void headersMustLeadToTheHead() {
    List<Header> all = ward.headersFrom(0);
    Hash head = ward.chain.blocks().get(6).hash();
    List<Header> gap = new ArrayList<>(all);
    gap.remove(3);
    refusedHeaders(gap, head);
    refusedHeaders(all.subList(0, 6), head);
    refusedHeaders(all, ward.chain.blocks().get(5).hash());
    refusedHeaders(List.of(), head);
  }

  private static void refusedHeaders(List<Header> headers, Hash head) {
    assertMalformed(() -> HeaderChain.of(headers, head));
  }

  /** Linked by hash, but a height is missing: the head is forged. */
  @Example
  void heightsMustBeConsecutive() {
    Header first = ward.chain.blocks().get(1).header();
    Header third = ward.chain.blocks().get(3).header();
    Header jumping = HeaderFields.of(third).previous(first.hash()).made();
    refusedHeaders(List.of(first, jumping), jumping.hash());
  }

  @Example
  void aSignedRecordWithItsFileHolds() {
    assertThat(check.flawIn(upload, TestChain.file(1))).isEmpty();
  }

  @Example
  void everythingElseDoesNot() {
    assertThat(check.flawIn(upload, TestChain.file(2)))
        .contains("the file's hash is not the record's");
    Transaction byAnother = chain.as(TestChain.OTHER_PATIENT).sign(1, new UploadRecord(record));
    assertThat(check.flawIn(byAnother, TestChain.file(1)))
        .contains("the sender is not the record's patient");
    Transaction quote = chain.as(TestChain.PATIENT).sign(1, new QuoteQuery(record.id()));
    assertThat(check.flawIn(quote, TestChain.file(1)))
        .contains("the transaction uploads no record");
    Transaction unknown = new Transaction(upload.request(), 99, Bytes.EMPTY, upload.signature());
    assertThat(check.flawIn(unknown, TestChain.file(1))).isPresent();
    RecordVerifier elsewhere = new RecordVerifier(TestChain.SCHEME, Hash.ZERO);
    assertThat(elsewhere.flawIn(upload, TestChain.file(1)))
        .contains("the patient's signature does not hold");
  }

  @Example
  void aFlippedBitIsFound() {
    for (int bit = 0; bit < upload.body().size() * 8; bit++) {
      byte[] body = upload.body().toArray();
      body[bit / 8] ^= (byte) (1 << bit % 8);
      Transaction flipped =
          new Transaction(upload.request(), upload.kind(), Bytes.of(body), upload.signature());
      assertThat(check.flawIn(flipped, TestChain.file(1))).isPresent();
    }
    assertThat(MedicalModules.operation(upload)).isEqualTo(new UploadRecord(record));
  }
}
