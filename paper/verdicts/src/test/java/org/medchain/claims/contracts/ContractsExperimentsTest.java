package org.medchain.claims.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.medchain.claims.contracts.TinyClaimRun.figure;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medchain.claims.experiment.ClaimRun;
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

/** CLAIM-3: what the experiments on contracts measure. */
class ContractsExperimentsTest {
  private static final String TYPE = "image";
  private static final PointRules POINTS = new PointRules(100, 6, 20, 3, 8_000);

  @TempDir Path out;

  private final ScenarioChain chain =
      new ScenarioChain(IncentiveRules.of(POINTS), new ScenarioCast(1, 1, 1, 0, 1));
  private final KeyPair demander = chain.cast().institutions().getFirst();
  private final TriggerTally tally = new TriggerTally(new AgreementOracle(false));

  @Test
  void agreementsTakeEffectAtOnce() throws Exception {
    ClaimRun run =
        TinyClaimRun.of(new TriggerExperiment(), out, "trigger_scenarios=12", "trigger_blocks=30");
    String claim = "contract-triggers-at-once";
    assertThat(figure(run, claim, "agreements_triggered")).isGreaterThan(5);
    for (String metric :
        List.of("triggered_early", "triggered_late", "triggered_twice", "triggered_never")) {
      assertThat(figure(run, claim, metric)).as(metric).isZero();
    }
  }

  @Test
  void outsidersDoNotInterfereAndNodesAgree() throws Exception {
    ClaimRun run = TinyClaimRun.of(new InterferenceExperiment(), out, "interference_pairs=6");
    String claim = "contract-no-interference";
    assertThat(figure(run, claim, "blocks_with_another_result")).isZero();
    assertThat(figure(run, claim, "other_outcome_outsiders")).isZero();
    // The primary decides which records come first, and these are delivered.
    assertThat(figure(run, claim, "other_outcome_order")).isEqualTo(1);
  }

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
    assertThat(tally.concluded()).isEqualTo(1);
    assertThat(tally.early()).isEqualTo(1);
    // What the chain itself does comes second then.
    executed(upload());
    assertThat(tally.twice()).isEqualTo(1);
  }

  @Test
  void anEffectThatDoesNotComeIsFound() {
    executed(demand());
    Receipt upload = upload();
    List<Event> events = MedicalModules.events(upload);
    assertThat(events).hasSize(2);
    executed(with(upload, events.subList(0, 1)));
    assertThat(tally.triggered()).isZero();
    assertThat(tally.never()).isEqualTo(1);
  }

  @Test
  void anEffectWithItsConditionIsCounted() {
    executed(demand());
    executed(upload());
    assertThat(tally.triggered()).isEqualTo(1);
    assertThat(tally.early() + tally.late() + tally.twice() + tally.never()).isZero();
  }
}
