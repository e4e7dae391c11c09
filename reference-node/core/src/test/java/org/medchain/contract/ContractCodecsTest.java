package org.medchain.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.medchain.contract.attestation.AttestRecord;
import org.medchain.contract.attestation.CounterSignature;
import org.medchain.contract.center.ChangeMembers;
import org.medchain.contract.center.MemberChange;
import org.medchain.contract.consent.DirectiveValues;
import org.medchain.contract.datasharing.DealValues;
import org.medchain.contract.datasharing.DemandRecords;
import org.medchain.contract.datasharing.OfferRecords;
import org.medchain.contract.datasharing.TradeValues;
import org.medchain.contract.datasharing.Withdraw;
import org.medchain.contract.engine.EngineValues;
import org.medchain.contract.engine.Event;
import org.medchain.contract.engine.Operation;
import org.medchain.contract.engine.Participant;
import org.medchain.contract.opaque.Opaque;
import org.medchain.contract.records.StoredRecord;
import org.medchain.contract.records.UploadRecord;
import org.medchain.contract.registration.AskBalance;
import org.medchain.contract.registration.Register;
import org.medchain.contract.registration.ReplaceKey;
import org.medchain.contract.registration.Revocation;
import org.medchain.contract.registration.RevocationEntry;
import org.medchain.contract.registration.RevocationList;
import org.medchain.contract.registration.RevokeCertificates;
import org.medchain.contract.search.SearchValues;
import org.medchain.contract.verdict.JudgeRecord;
import org.medchain.data.Bytes;
import org.medchain.data.Codec;
import org.medchain.data.CodecCase;
import org.medchain.data.CodecProperties;
import org.medchain.data.DataArbitraries;
import org.medchain.data.Decoder;
import org.medchain.data.Encoder;
import org.medchain.data.Hash;
import org.medchain.data.MalformedInput;
import org.medchain.data.Receipt;
import org.medchain.data.RequestId;
import org.medchain.data.Transaction;

/** DATA-1, DATA-2 for every type of this layer; CON-1. */
class ContractCodecsTest extends CodecProperties {
  @Override
  protected List<CodecCase<?>> codecs() {
    List<CodecCase<?>> all = new ArrayList<>(IncentiveValues.codecs());
    all.addAll(operationCases());
    all.addAll(stateCases());
    all.addAll(DirectiveValues.codecs());
    all.addAll(SearchValues.codecs());
    all.addAll(DealValues.codecs());
    return all;
  }

  private static List<CodecCase<?>> operationCases() {
    Arbitrary<Hash> hashes = DataArbitraries.hashes();
    return List.of(
        new CodecCase<>(Register.class, ContractArbitraries.registers(), Register.TYPE.reader()),
        new CodecCase<>(
            UploadRecord.class, ContractArbitraries.uploads(), UploadRecord.TYPE.reader()),
        new CodecCase<>(JudgeRecord.class, hashes.map(JudgeRecord::new), JudgeRecord.TYPE.reader()),
        new CodecCase<>(
            OfferRecords.class, ContractArbitraries.offers(), OfferRecords.TYPE.reader()),
        new CodecCase<>(
            DemandRecords.class, ContractArbitraries.demands(), DemandRecords.TYPE.reader()),
        new CodecCase<>(Withdraw.class, ContractArbitraries.withdrawals(), Withdraw.TYPE.reader()),
        new CodecCase<>(
            ChangeMembers.class,
            ContractArbitraries.memberChanges().map(ChangeMembers::new),
            ChangeMembers.TYPE.reader()),
        new CodecCase<>(
            AskBalance.class, Arbitraries.just(new AskBalance()), AskBalance.TYPE.reader()),
        new CodecCase<>(
            Opaque.class, DataArbitraries.bytes(0, 40).map(Opaque::new), Opaque.TYPE.reader()),
        new CodecCase<>(
            RevokeCertificates.class,
            ContractArbitraries.revokedCertificates(),
            RevokeCertificates.TYPE.reader()),
        new CodecCase<>(
            AttestRecord.class,
            DataArbitraries.hashes().map(AttestRecord::new),
            AttestRecord.TYPE.reader()),
        new CodecCase<>(
            ReplaceKey.class, ContractArbitraries.replacedKeys(), ReplaceKey.TYPE.reader()));
  }

  private static List<CodecCase<?>> stateCases() {
    return List.of(
        new CodecCase<>(
            RevocationEntry.class,
            ContractArbitraries.revocationEntries(),
            Codec.of(RevocationEntry.class)::decode),
        new CodecCase<>(
            Revocation.class,
            ContractArbitraries.revocations(),
            Codec.of(Revocation.class)::decode),
        new CodecCase<>(
            RevocationList.class,
            ContractArbitraries.revocationLists(),
            Codec.of(RevocationList.class)::decode),
        new CodecCase<>(
            MemberChange.class,
            ContractArbitraries.memberChanges(),
            Codec.of(MemberChange.class)::decode),
        new CodecCase<>(
            Participant.class,
            ContractArbitraries.participants(),
            Codec.of(Participant.class)::decode),
        new CodecCase<>(Event.class, ContractArbitraries.events(), MedicalModules.REGISTRY::event),
        new CodecCase<>(
            StoredRecord.class,
            ContractArbitraries.storedRecords(),
            Codec.of(StoredRecord.class)::decode),
        new CodecCase<>(
            CounterSignature.class,
            ContractArbitraries.counterSignatures(),
            Codec.of(CounterSignature.class)::decode),
        EngineValues.windows(),
        TradeValues.agreements(ContractArbitraries.agreements()),
        TradeValues.offers(ContractArbitraries.openOffers()),
        new CodecCase<>(
            Genesis.Terms.class, ContractArbitraries.terms(), Genesis.Terms.CODEC::decode),
        new CodecCase<>(Genesis.class, ContractArbitraries.geneses(), Genesis::decode));
  }

  @Override
  protected String layer() {
    return "org.medchain.contract";
  }

  @Provide
  Arbitrary<Operation> operations() {
    return Arbitraries.oneOf(
        ContractArbitraries.registers(),
        ContractArbitraries.uploads(),
        DataArbitraries.hashes().map(JudgeRecord::new),
        ContractArbitraries.offers(),
        ContractArbitraries.demands(),
        ContractArbitraries.withdrawals(),
        ContractArbitraries.memberChanges().map(ChangeMembers::new),
        Arbitraries.just(new AskBalance()),
        DataArbitraries.bytes(0, 40).map(Opaque::new),
        ContractArbitraries.revokedCertificates(),
        DataArbitraries.hashes().map(AttestRecord::new),
        DirectiveValues.operations(),
        SearchValues.operations(),
        DealValues.operations(),
        ContractArbitraries.replacedKeys(),
        IncentiveValues.operations());
  }

  /** CON-1: kind and body together give back the operation. */
  @Property(seed = "11", tries = 300, edgeCases = EdgeCasesMode.NONE)
  void aTransactionCarriesItsOperation(@ForAll("operations") Operation operation) {
    Transaction transaction =
        new Operations(TestChain.SCHEME, Hash.ZERO, TestChain.PATIENT).sign(1, operation);
    assertThat(MedicalModules.operation(transaction)).isEqualTo(operation);
    assertThat(transaction.attestation().holds(TestChain.SCHEME, Hash.ZERO)).isTrue();
  }

  /** CON-1: every transaction body is an operation or malformed. */
  @Property(seed = "12", tries = 1000, edgeCases = EdgeCasesMode.NONE)
  void anyTransactionGivesAnOperationOrMalformedInput(
      @ForAll("transactions") Transaction transaction) {
    try {
      assertThat(MedicalModules.operation(transaction).type().number())
          .isEqualTo(transaction.kind());
    } catch (MalformedInput expected) {
      assertThat(expected).hasMessageMatching("(?s).+");
    }
  }

  @Provide
  Arbitrary<Transaction> transactions() {
    return DataArbitraries.transactions();
  }

  /** CON-4: a receipt that claims success shows events or is malformed. */
  @Property(seed = "13", tries = 1000, edgeCases = EdgeCasesMode.NONE)
  void anyOutputGivesEventsOrMalformedInput(@ForAll byte[] output) {
    Receipt receipt =
        new Receipt(new RequestId(TestChain.PATIENT.publicKey(), 1), 0, Bytes.of(output));
    try {
      assertThat(MedicalModules.events(receipt)).isNotNull();
    } catch (MalformedInput expected) {
      assertThat(expected).hasMessageMatching("(?s).+");
    }
  }

  @Example
  void aRepeatedRecordMakesAnOfferMalformed() {
    Bytes twice = new Encoder().text("t").int64(1).count(2).hash(Hash.MAX).hash(Hash.MAX).toBytes();
    assertThatExceptionOfType(MalformedInput.class)
        .isThrownBy(() -> Decoder.decode(twice, OfferRecords.TYPE.reader()));
  }
}
