package org.medchain.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.medchain.Refusals.assertMalformed;

import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.medchain.contract.datasharing.OfferRecords;
import org.medchain.contract.engine.EngineValues;
import org.medchain.contract.engine.Event;
import org.medchain.contract.engine.Operation;
import org.medchain.contract.engine.RequestWindow;
import org.medchain.data.Bytes;
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
    List<CodecCase<?>> all =
        ContractArbitraries.values()
            .codecs(layer(), Event.class, RequestWindow.class, Genesis.class);
    all.add(
        new CodecCase<>(Event.class, ContractArbitraries.events(), MedicalModules.REGISTRY::event));
    all.add(EngineValues.windows());
    all.add(new CodecCase<>(Genesis.class, ContractArbitraries.geneses(), Genesis::decode));
    return all;
  }

  @Override
  protected String layer() {
    return "org.medchain.contract";
  }

  @Provide
  Arbitrary<Operation> operations() {
    return ContractArbitraries.operations();
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
    assertMalformed(() -> Decoder.decode(twice, OfferRecords.TYPE.reader()));
  }
}
