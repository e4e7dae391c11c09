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
import org.medchain.data.Bytes;
import org.medchain.data.Codec;
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
  protected List<Codec<?>> codecs() {
    List<Codec<?>> all = new ArrayList<>(IncentiveValues.codecs());
    all.addAll(basic());
    return all;
  }

  private static List<Codec<?>> basic() {
    Arbitrary<Hash> hashes = DataArbitraries.hashes();
    return List.of(
        new Codec<>(
            Operation.Register.class, ContractArbitraries.registers(), Operation.Register::decode),
        new Codec<>(
            Operation.Upload.class, ContractArbitraries.uploads(), Operation.Upload::decode),
        new Codec<>(
            Operation.Query.class, hashes.map(Operation.Query::new), Operation.Query::decode),
        new Codec<>(Operation.Grant.class, ContractArbitraries.grants(), Operation.Grant::decode),
        new Codec<>(
            Operation.Revoke.class, ContractArbitraries.revokes(), Operation.Revoke::decode),
        new Codec<>(
            Operation.Judge.class, hashes.map(Operation.Judge::new), Operation.Judge::decode),
        new Codec<>(Operation.Offer.class, ContractArbitraries.offers(), Operation.Offer::decode),
        new Codec<>(
            Operation.Demand.class, ContractArbitraries.demands(), Operation.Demand::decode),
        new Codec<>(
            Operation.Withdraw.class,
            ContractArbitraries.withdrawals(),
            Operation.Withdraw::decode),
        new Codec<>(
            Operation.ChangeMembers.class,
            ContractArbitraries.memberChanges().map(Operation.ChangeMembers::new),
            Operation.ChangeMembers::decode),
        new Codec<>(
            Operation.Balance.class,
            Arbitraries.just(new Operation.Balance()),
            Operation.Balance::decode),
        new Codec<>(
            Operation.Quote.class, hashes.map(Operation.Quote::new), Operation.Quote::decode),
        new Codec<>(
            Operation.Opaque.class,
            DataArbitraries.bytes(0, 40).map(Operation.Opaque::new),
            Operation.Opaque::decode),
        new Codec<>(
            RevokeCertificates.class,
            ContractArbitraries.revokedCertificates(),
            RevokeCertificates::decode),
        new Codec<>(
            RevocationEntry.class,
            ContractArbitraries.revocationEntries(),
            RevocationEntry::decode),
        new Codec<>(Revocation.class, ContractArbitraries.revocations(), Revocation::decode),
        new Codec<>(
            RevocationList.class, ContractArbitraries.revocationLists(), RevocationList::decode),
        new Codec<>(MemberChange.class, ContractArbitraries.memberChanges(), MemberChange::decode),
        new Codec<>(Participant.class, ContractArbitraries.participants(), Participant::decode),
        new Codec<>(Event.class, ContractArbitraries.events(), Event::decode),
        new Codec<>(StoredRecord.class, ContractArbitraries.storedRecords(), StoredRecord::decode),
        new Codec<>(RequestWindow.class, ContractArbitraries.windows(), RequestWindow::decode),
        new Codec<>(Agreement.class, ContractArbitraries.agreements(), Agreement::decode),
        new Codec<>(OpenOffer.class, ContractArbitraries.openOffers(), OpenOffer::decode),
        new Codec<>(Genesis.Terms.class, ContractArbitraries.terms(), Genesis.Terms::decode),
        new Codec<>(Genesis.class, ContractArbitraries.geneses(), Genesis::decode));
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
        DataArbitraries.hashes().map(Operation.Query::new),
        ContractArbitraries.grants(),
        ContractArbitraries.revokes(),
        DataArbitraries.hashes().map(Operation.Judge::new),
        ContractArbitraries.offers(),
        ContractArbitraries.demands(),
        ContractArbitraries.withdrawals(),
        ContractArbitraries.memberChanges().map(Operation.ChangeMembers::new),
        Arbitraries.just(new Operation.Balance()),
        DataArbitraries.hashes().map(Operation.Quote::new),
        DataArbitraries.bytes(0, 40).map(Operation.Opaque::new),
        ContractArbitraries.revokedCertificates(),
        IncentiveValues.operations());
  }

  /** CON-1: kind and body together give back the operation. */
  @Property(seed = "11", tries = 300, edgeCases = EdgeCasesMode.NONE)
  void aTransactionCarriesItsOperation(@ForAll("operations") Operation operation) {
    Transaction transaction =
        new Operations(TestChain.SCHEME, Hash.ZERO, TestChain.PATIENT).sign(1, operation);
    assertThat(Operation.of(transaction)).isEqualTo(operation);
    assertThat(transaction.attestation().holds(TestChain.SCHEME, Hash.ZERO)).isTrue();
  }

  /** CON-1: whatever stands in a transaction, it is an operation or malformed. */
  @Property(seed = "12", tries = 1000, edgeCases = EdgeCasesMode.NONE)
  void anyTransactionGivesAnOperationOrMalformedInput(
      @ForAll("transactions") Transaction transaction) {
    try {
      assertThat(Operation.of(transaction).kind().code()).isEqualTo(transaction.kind());
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
      assertThat(Event.of(receipt)).isNotNull();
    } catch (MalformedInput expected) {
      assertThat(expected).hasMessageMatching("(?s).+");
    }
  }

  @Example
  void aRepeatedRecordMakesAnOfferMalformed() {
    Bytes twice = new Encoder().text("t").int64(1).count(2).hash(Hash.MAX).hash(Hash.MAX).toBytes();
    assertThatExceptionOfType(MalformedInput.class)
        .isThrownBy(() -> Decoder.decode(twice, Operation.Offer::decode));
  }
}
