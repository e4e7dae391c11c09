package org.medchain.contract.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.medchain.contract.TestChain.INSTITUTION;
import static org.medchain.contract.TestChain.OTHER_PATIENT;
import static org.medchain.contract.TestChain.PATIENT;

import java.util.List;
import net.jqwik.api.Example;
import org.medchain.contract.TestChain;
import org.medchain.contract.datasharing.DemandRecords;
import org.medchain.contract.datasharing.OfferRecords;
import org.medchain.contract.engine.Outcome;
import org.medchain.contract.records.Records;
import org.medchain.contract.records.UploadRecord;
import org.medchain.data.KeyPair;
import org.medchain.data.MedicalRecord;

/** GAME-3 where the center decides on records: a buyer evaluates its record all the same. */
class RatingTest {
  private final TestChain chain = new TestChain();
  private final MedicalRecord record = TestChain.record(PATIENT, "image", 1);
  private final EvaluateRecord holds = new EvaluateRecord(record.id(), true);
  private final EvaluateRecord holdsNot = new EvaluateRecord(record.id(), false);

  private void bought(KeyPair... demanders) {
    chain.run(PATIENT, new UploadRecord(record));
    chain.run(PATIENT, new OfferRecords("image", 5, List.of(record.id())));
    for (KeyPair each : demanders) {
      chain.run(each, new DemandRecords(PATIENT.publicKey(), "image", 1, 5));
    }
  }

  private Rating rating() {
    return Verdicts.rating(chain.state(), PATIENT.publicKey());
  }

  @Example
  void eachBuyerSaysItOnce() {
    bought(INSTITUTION, OTHER_PATIENT);
    assertThat(rating()).isEqualTo(Rating.NONE);
    assertThat(chain.events(INSTITUTION, holds))
        .containsExactly(new VerdictEvents.Evaluated(record.id(), INSTITUTION.publicKey(), true));
    chain.expect(OTHER_PATIENT, holdsNot, Outcome.OK);
    assertThat(rating()).isEqualTo(new Rating(1, 1));
    chain.expect(INSTITUTION, holdsNot, Outcome.ALREADY_EVALUATED);
    assertThat(rating()).isEqualTo(new Rating(1, 1));
    assertThat(Records.find(chain.state(), record.id()).orElseThrow().isValid())
        .as("the center decides")
        .isTrue();
  }
}
