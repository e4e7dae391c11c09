package org.medchain.claims.chain;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.medchain.checkout.Repository;
import org.medchain.comparison.workload.SyntheticRecords;
import org.medchain.contract.opaque.Opaque;
import org.medchain.contract.records.UploadRecord;
import org.medchain.data.Bytes;
import org.medchain.data.Difficulty;
import org.medchain.data.KeyPair;
import org.medchain.data.MedicalRecord;
import org.medchain.data.PublicKey;
import org.medchain.simulation.model.SymbolicSignatures;

/** CLAIM-3: what the experiments on the chain count. */
class KeptRecordsTest {
  private static final Path PROJECT = Repository.ROOT;
  private static final long PILOT = 1;

  /** What must not happen on a right build would be counted. */
  @Test
  void recordsThatChangeOrGoAreCounted() {
    SyntheticRecords records =
        SyntheticRecords.read(PROJECT.resolve("datasets/synthea-sample")).first(1);
    ChainCast cast = ChainCast.of(new SymbolicSignatures(), PILOT, 4);
    KeyPair patient = cast.patients().getFirst();
    MedicalRecord record =
        cast.record(records.records().getFirst(), patient, cast.doctors().getFirst());
    MadeChain first = chain(cast, records);
    MadeChain other = chain(cast, records);
    first.append(List.of(first.order(patient, new UploadRecord(record))));
    // The same record stands a height above there.
    other.append(List.of());
    other.append(List.of(other.order(patient, new UploadRecord(record))));

    KeptRecords kept = new KeptRecords(List.of(record), cast.hospitals());
    PublicKey sender = patient.publicKey();
    kept.compare(first.state(), sender, new Opaque(Bytes.EMPTY));
    kept.compare(first.state(), sender, new Opaque(Bytes.EMPTY));
    assertThat(kept.changed() + kept.removed()).isZero();
    kept.compare(other.state(), sender, new Opaque(Bytes.EMPTY));
    assertThat(kept.changed()).isOne();
    kept.compare(chain(cast, records).state(), sender, new Opaque(Bytes.EMPTY));
    assertThat(kept.removed()).isOne();
  }

  private static MadeChain chain(ChainCast cast, SyntheticRecords records) {
    return new MadeChain(cast, cast.genesis(Difficulty.NONE, GameRules.CENTER, records.latestMs()));
  }
}
