package org.medchain.contract.records;

import static org.assertj.core.api.Assertions.assertThat;
import static org.medchain.Refusals.assertMalformed;

import java.util.List;
import net.jqwik.api.Example;
import org.medchain.consensus.RequestForm;
import org.medchain.contract.Genesis;
import org.medchain.contract.TestChain;
import org.medchain.contract.consent.DirectiveScope;
import org.medchain.contract.consent.DirectiveTerms;
import org.medchain.contract.consent.Grantee;
import org.medchain.contract.consent.IssueDirective;
import org.medchain.contract.consent.Purpose;
import org.medchain.contract.consent.ReadAnswer;
import org.medchain.contract.consent.ReadRecord;
import org.medchain.contract.datasharing.DemandRecords;
import org.medchain.contract.datasharing.OfferRecords;
import org.medchain.contract.datasharing.RequestData;
import org.medchain.contract.datasharing.RequestTerms;
import org.medchain.contract.datasharing.Trade;
import org.medchain.contract.datasharing.Withdraw;
import org.medchain.contract.engine.Operation;
import org.medchain.contract.engine.Outcome;
import org.medchain.contract.engine.Role;
import org.medchain.data.Bytes;
import org.medchain.data.Decoder;
import org.medchain.data.Encoder;
import org.medchain.data.Hash;
import org.medchain.data.MedicalRecord;
import org.medchain.data.Transaction;
import org.medchain.data.metadata.MetadataForm;
import org.medchain.data.metadata.OpenedText;
import org.medchain.data.metadata.RecordTexts;
import org.medchain.data.metadata.SealedText.TextKind;

/** PRIV-6, PRIV-7: a sealed chain takes only commitments, and a chain in clear is as before. */
class SealedChainTest {
  private static final long LATER_MS = 4_000_000_000_000L;

  private final TestChain chain = TestChain.sealed();

  private static RecordTexts texts(String description, String type) {
    return new RecordTexts(opened(description, description), opened("of the owner", type));
  }

  private static OpenedText opened(String salt, String text) {
    return new OpenedText(Hash.of(Bytes.utf8(salt)).toBytes(), text);
  }

  private static MedicalRecord sealed(int number, String type) {
    MedicalRecord clear = TestChain.record(TestChain.PATIENT, type, number);
    return new MedicalRecord(
        clear.patient(), clear.metadata(), texts("visit " + number, type).sealed(clear.digest()));
  }

  private static String onChain(String type) {
    return opened("of the owner", type).sealed(TextKind.TYPE);
  }

  private static IssueDirective byType(String type) {
    return new IssueDirective(
        new DirectiveTerms(
            TestChain.PATIENT.publicKey(),
            new DirectiveScope.OfType(type),
            new Grantee.AnyOf(Role.RESEARCH),
            Purpose.TREAT),
        LATER_MS);
  }

  private ReadAnswer readAnswer(MedicalRecord record) {
    return ReadRecord.answer(
            chain.state(),
            record.id(),
            TestChain.INSTITUTION.publicKey(),
            Purpose.TREAT,
            1,
            LATER_MS - 1_000)
        .orElseThrow();
  }

  private RequestForm form() {
    return chain.genesis().chainParameters().form();
  }

  @Example
  void aRecordInClearIsRefusedAndChangesNothing() {
    MedicalRecord clear = TestChain.record(TestChain.PATIENT, "Image", 1);
    chain.expect(TestChain.PATIENT, new UploadRecord(clear), Outcome.NOT_SEALED);
    MedicalRecord half =
        new MedicalRecord(
            clear.patient(),
            clear.metadata(),
            new MedicalRecord.DigestBlock(
                clear.digest().timestampMs(),
                clear.digest().doctor(),
                "in words",
                onChain("Image")));
    chain.expect(TestChain.PATIENT, new UploadRecord(half), Outcome.NOT_SEALED);
    assertThat(Records.find(chain.state(), clear.id())).isEmpty();
    chain.expect(TestChain.PATIENT, new UploadRecord(sealed(1, "Image")), Outcome.OK);
    assertThat(Records.metadata(chain.state())).isEqualTo(MetadataForm.SEALED);
    assertThat(Records.metadata(new TestChain().state())).isEqualTo(MetadataForm.CLEAR);
  }

  /** CON-30: under the name that only the owner can make, for later records as well. */
  @Example
  void consentByTypeWorksUnderTheSealedName() {
    chain.expect(TestChain.PATIENT, byType("Image"), Outcome.NOT_SEALED);
    chain.expect(TestChain.PATIENT, byType(onChain("Image")), Outcome.OK);
    MedicalRecord image = sealed(1, "Image");
    MedicalRecord other = sealed(2, "Blood");
    for (MedicalRecord each : List.of(image, other)) {
      chain.expect(TestChain.PATIENT, new UploadRecord(each), Outcome.OK);
    }
    assertThat(readAnswer(image)).isEqualTo(ReadAnswer.DIRECTIVE);
    assertThat(readAnswer(other)).isEqualTo(ReadAnswer.NO_CONSENT);
  }

  /** The same in every operation that names a description or type, before it is ordered. */
  @Example
  void theFormIsCheckedWithoutTheState() {
    List<Operation> plain =
        List.of(new UploadRecord(TestChain.record(TestChain.PATIENT, "Image", 1)), byType("Image"));
    for (Operation each : plain) {
      Transaction request = chain.order(TestChain.PATIENT, each);
      assertThat(form().fault(request)).as("%s", each).contains(MetadataForm.NOT_SEALED);
      assertThat(new TestChain().genesis().chainParameters().form().fault(request)).isEmpty();
    }
    List<Operation> sealed =
        List.of(
            new UploadRecord(sealed(1, "Image")),
            byType(onChain("Image")),
            new OfferRecords(onChain("Image"), 1, List.of()),
            // CON-41: statements to the market are not texts of records.
            new OfferRecords("Image", 1, List.of()),
            new DemandRecords(TestChain.PATIENT.publicKey(), "Image", 1, 1),
            new Withdraw(TestChain.PATIENT.publicKey(), "Image"),
            new RequestData(new RequestTerms("Image", 1, 1, LATER_MS)));
    for (Operation each : sealed) {
      assertThat(form().fault(chain.order(TestChain.PATIENT, each))).isEmpty();
    }
    Transaction malformed =
        Transaction.signed(
            TestChain.SCHEME,
            chain.genesis().chain(),
            TestChain.PATIENT,
            9,
            UploadRecord.TYPE.number(),
            Bytes.utf8("in words"));
    assertThat(form().fault(malformed))
        .hasValueSatisfying(reason -> assertThat(reason).startsWith("no operation"));
  }

  /** CON-41: in words only for named records; under the sealed name as in clear. */
  @Example
  void anOffersTypeIsItsProvidersStatement() {
    MedicalRecord image = sealed(1, "Image");
    MedicalRecord other = sealed(2, "Blood");
    for (MedicalRecord each : List.of(image, other)) {
      chain.run(TestChain.PATIENT, new UploadRecord(each));
    }
    chain.expect(
        TestChain.PATIENT,
        new OfferRecords(onChain("Image"), 1, List.of(image.id(), other.id())),
        Outcome.WRONG_TYPE);
    chain.expect(
        TestChain.OTHER_PATIENT,
        new OfferRecords("Image", 1, List.of(image.id())),
        Outcome.NO_ACCESS);
    Operation stated = new OfferRecords("Image", 1, List.of(image.id(), other.id()));
    chain.expect(TestChain.PATIENT, stated, Outcome.OK);
    // No record that comes later has this type on the chain.
    chain.run(TestChain.PATIENT, new UploadRecord(sealed(3, "Image")));
    assertThat(
            Trade.offerEntry(TestChain.PATIENT.publicKey(), "Image")
                .in(chain.state())
                .orElseThrow()
                .records())
        .containsExactly(image.id(), other.id());
    chain.run(
        TestChain.INSTITUTION, new DemandRecords(TestChain.PATIENT.publicKey(), "Image", 2, 1));
    assertThat(Purchases.of(chain.state(), other.id(), TestChain.INSTITUTION.publicKey()))
        .isPresent();
  }

  /** CON-14: one encoding for each meaning, and that of a chain in clear is the one before. */
  @Example
  void aGenesisSaysItOnlyIfItIsSealed() {
    Genesis clear = new TestChain().genesis();
    Genesis sealed = chain.genesis();
    assertThat(sealed.chain()).isNotEqualTo(clear.chain());
    assertThat(Decoder.decode(sealed.encoded(), Genesis::decode)).isEqualTo(sealed);
    assertThat(sealed.terms().with(MetadataForm.CLEAR).encoded())
        .isEqualTo(clear.terms().encoded());
    assertThat(sealed.terms().encoded())
        .isEqualTo(new Encoder().int64(-1).uint8(1).value(clear.terms()).toBytes());
    for (int code : new int[] {0, 2}) {
      Bytes bytes = new Encoder().int64(-1).uint8(code).value(clear).toBytes();
      assertMalformed(() -> Decoder.decode(bytes, Genesis::decode));
    }
  }
}
