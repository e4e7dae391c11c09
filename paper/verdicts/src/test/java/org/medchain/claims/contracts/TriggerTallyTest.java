package org.medchain.claims.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.medchain.contract.MedicalModules;
import org.medchain.contract.datasharing.DemandRecords;
import org.medchain.contract.datasharing.OfferRecords;
import org.medchain.contract.datasharing.TradeEvents;
import org.medchain.contract.engine.Event;
import org.medchain.contract.records.UploadRecord;
import org.medchain.data.Encoder;
import org.medchain.data.Hash;
import org.medchain.data.KeyPair;
import org.medchain.data.Receipt;
import org.medchain.incentive.IncentiveRules;
import org.medchain.incentive.PointRules;

/** CLAIM-3: what the tally of agreements counts. */
class TriggerTallyTest {
  private static final String TYPE = "image";
  private static final PointRules POINTS = new PointRules(100, 6, 20, 3, 8_000);

  private final ScenarioChain chain =
      new ScenarioChain(IncentiveRules.of(POINTS), new ScenarioCast(1, 1, 1, 0, 1));
  private final KeyPair demander = chain.cast().institutions().getFirst();
  private final TriggerTally tally = new TriggerTally(new AgreementOracle(false));

  private void executed(Receipt receipt) {
    tally.executed(chain.blocks().getLast(), List.of(receipt));
  }

  /** A patient offers what it will upload, and an institution demands one record. */
  private Receipt demand() {
    KeyPair provider = chain.cast().patients().getFirst();
    executed(chain.run(provider, new OfferRecords(TYPE, 10, List.of())));
    return chain.run(demander, new DemandRecords(provider.publicKey(), TYPE, 1, 10));
  }

  private Receipt upload() {
    KeyPair patient = chain.cast().patients().getFirst();
    return chain.run(patient, new UploadRecord(chain.cast().medicalRecord(patient, TYPE, 0)));
  }

  private static Receipt with(Receipt receipt, List<Event> events) {
    return new Receipt(receipt.request(), receipt.code(), new Encoder().list(events).toBytes());
  }

  @Test
  void anEffectBeforeItsConditionIsFound() {
    Receipt demand = demand();
    List<Event> events = new ArrayList<>(MedicalModules.events(demand));
    Hash agreement = Hash.of(demand.request().encoded());
    events.add(new TradeEvents.AgreementTriggered(agreement, demander.publicKey(), 0, List.of()));
    executed(with(demand, events));
    assertThat(tally.counts().concluded()).isEqualTo(1);
    assertThat(tally.counts().early()).isEqualTo(1);
    // What the chain itself does comes second then.
    executed(upload());
    assertThat(tally.counts().twice()).isEqualTo(1);
  }

  @Test
  void anEffectThatDoesNotComeIsFound() {
    executed(demand());
    Receipt upload = upload();
    List<Event> events = MedicalModules.events(upload);
    assertThat(events).hasSize(2);
    executed(with(upload, events.subList(0, 1)));
    assertThat(tally.counts().triggered()).isZero();
    assertThat(tally.counts().never()).isEqualTo(1);
  }

  @Test
  void anEffectWithItsConditionIsCounted() {
    executed(demand());
    executed(upload());
    assertThat(tally.counts().triggered()).isEqualTo(1);
    assertThat(
            tally.counts().early()
                + tally.counts().late()
                + tally.counts().twice()
                + tally.counts().never())
        .isZero();
  }
}
