package org.medchain.node.agency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.medchain.application.Location;
import org.medchain.contract.Operation;
import org.medchain.contract.Right;
import org.medchain.data.Bytes;
import org.medchain.data.Decoder;
import org.medchain.data.Hash;
import org.medchain.data.KeyPair;
import org.medchain.data.MalformedInput;
import org.medchain.data.Transaction;
import org.medchain.node.ledger.LedgerTopics;
import org.medchain.node.ledger.TestLedger;
import org.medchain.node.transport.PeerRole;
import org.medchain.node.transport.Refused;
import org.medchain.node.transport.Service;

/** ROLE-4, AGENCY-7: what is located and read, by whom. */
class ServiceProvisionNodeTest {
  private final TestLedger ledger = new TestLedger(4);
  private final ServiceProvisionNode node =
      new ServiceProvisionNode(
          ledger.at(0), ledger.at(0).locations(), () -> ledger.at(0).members());

  private QueryAnswer ask(KeyPair who, PeerRole role, Query query) throws Refused {
    for (Service service : node.services()) {
      if (service.topic().equals(AgencyTopics.QUERY)) {
        Query read = Decoder.decode(query.encoded(), Query::decode);
        assertThat(read).isEqualTo(query);
        Bytes answer = service.answer(TestLedger.peer(who.publicKey(), role), query.encoded());
        QueryAnswer decoded = Decoder.decode(answer, QueryAnswer::decode);
        assertThat(decoded.encoded()).isEqualTo(answer);
        return decoded;
      }
    }
    throw new Refused("no such service");
  }

  @Example
  void whatIsThereIsLocated() throws Refused {
    Transaction first = ledger.upload(1);
    Transaction second = ledger.upload(2);
    ledger.order(first, second);
    Hash record = ledger.record(2, 0).id();
    QueryAnswer.Head head =
        (QueryAnswer.Head) ask(ledger.stranger, PeerRole.ENTITY, new Query.Head());
    assertThat(head.height()).isEqualTo(ledger.at(0).height());
    QueryAnswer.Place place =
        (QueryAnswer.Place)
            ask(ledger.patient, PeerRole.ENTITY, new Query.LocateTransaction(second.id()));
    Location where = place.location();
    assertThat(
            ledger.at(0).at(where.height()).orElseThrow().block().transactions().get(where.index()))
        .isEqualTo(second);
    assertThat(ask(ledger.doctor, PeerRole.ENTITY, new Query.LocateRecord(record)))
        .isEqualTo(place);
    assertThat(
            ask(
                ledger.patient,
                PeerRole.ENTITY,
                new Query.RecordsOf(ledger.patient.publicKey(), 0)))
        .isEqualTo(new QueryAnswer.Records(List.of(ledger.record(1, 0).id(), record)));
    assertThat(
            ask(
                ledger.patient,
                PeerRole.ENTITY,
                new Query.RecordsOf(ledger.patient.publicKey(), 7)))
        .isEqualTo(new QueryAnswer.Records(List.of()));
    assertThat(ask(ledger.patient, PeerRole.ENTITY, new Query.ReadRecord(record)))
        .isEqualTo(new QueryAnswer.Content(ledger.record(2, 0)));
    assertThat(ask(ledger.stranger, PeerRole.ENTITY, new Query.ReadRecord(Hash.ZERO)))
        .isEqualTo(new QueryAnswer.Unknown());
    assertThat(ask(ledger.stranger, PeerRole.ENTITY, new Query.LocateTransaction(Hash.ZERO)))
        .isEqualTo(new QueryAnswer.Unknown());
  }

  /**
   * LIGHT-8: what has a price is not given for nothing, and nobody's records are listed to others.
   */
  @Example
  void whatIsNotOnesOwnIsNotShown() throws Refused {
    Transaction upload = ledger.upload(1);
    Hash record = ledger.record(1, 0).id();
    ledger.order(upload);
    ledger.order(
        ledger.next(
            ledger.patient, new Operation.Grant(record, ledger.hospital.publicKey(), Right.READ)));
    for (Query query :
        List.of(
            new Query.LocateTransaction(upload.id()),
            new Query.LocateRecord(record),
            new Query.ReadRecord(record),
            new Query.RecordsOf(ledger.patient.publicKey(), 0))) {
      assertThatThrownBy(() -> ask(ledger.hospital, PeerRole.ENTITY, query))
          .isInstanceOf(Refused.class)
          .hasMessageContaining("not shown");
      assertThat(ask(ledger.hospital, PeerRole.FOLLOWING_NODE, query))
          .isNotEqualTo(new QueryAnswer.Unknown());
    }
  }

  @Example
  void theLedgersServicesAreThere() {
    assertThat(node.services())
        .extracting(Service::topic)
        .containsExactlyInAnyOrder(
            LedgerTopics.HEADERS,
            LedgerTopics.DECISIONS,
            LedgerTopics.EPOCHS,
            LedgerTopics.STATE_PROOF,
            LedgerTopics.TRANSACTION_PROOF,
            AgencyTopics.QUERY);
  }

  /** Any bytes are a query or malformed, and an answer or malformed. */
  @Property(seed = "15", tries = 500)
  void decodersAreTotal(@ForAll byte[] input) {
    for (Runnable decoding :
        List.<Runnable>of(
            () -> Decoder.decode(Bytes.of(input), Query::decode),
            () -> Decoder.decode(Bytes.of(input), QueryAnswer::decode))) {
      try {
        decoding.run();
      } catch (MalformedInput e) {
        assertThat(e).hasMessageContaining("byte");
      }
    }
  }
}
