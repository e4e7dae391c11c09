package org.medchain.claims.chain;

import java.util.ArrayList;
import java.util.List;
import org.medchain.claims.experiment.ClaimRun;
import org.medchain.claims.ledger.ExecutedChain;
import org.medchain.comparison.workload.SyntheticRecord;
import org.medchain.comparison.workload.SyntheticRecords;
import org.medchain.consensus.ExecutionResult;
import org.medchain.contract.Genesis;
import org.medchain.contract.MedicalContract;
import org.medchain.contract.records.UploadRecord;
import org.medchain.data.Block;
import org.medchain.data.Difficulty;
import org.medchain.data.Header;
import org.medchain.data.KeyPair;
import org.medchain.data.ProofOfWorkSearch;
import org.medchain.data.RandomString;
import org.medchain.data.Transaction;
import org.medchain.incentive.IncentiveRules;
import org.medchain.incentive.PointRules;

/**
 * A chain of the dataset's uploads, or of other requests of its cast; headers lie under their
 * target where there is one.
 */
final class MadeChain extends ExecutedChain {

  /** The initial points last for all that the experiments order. */
  private static final PointRules POINTS = new PointRules(10_000, 10, 50, 2, 7_000);

  private final ChainCast cast;

  MadeChain(ChainCast cast, Genesis genesis) {
    super(cast.scheme(), genesis, MedicalContract.RETAINED_HEIGHTS);
    this.cast = cast;
  }

  static SyntheticRecords records(ClaimRun run) {
    return SyntheticRecords.read(run.projectRoot().resolve("datasets/synthea-sample"));
  }

  /** A chain of uploads in the order of the data set. */
  static MadeChain ofUploads(
      ChainCast cast, Difficulty difficulty, SyntheticRecords records, int blocks, int uploads) {
    IncentiveRules rules = IncentiveRules.of(POINTS);
    MadeChain chain = new MadeChain(cast, cast.genesis(difficulty, rules, records.latestMs()));
    for (int block = 0; block < blocks; block++) {
      List<Transaction> transactions = new ArrayList<>();
      for (int i = 0; i < uploads; i++) {
        transactions.add(chain.upload(records, block * uploads + i));
      }
      chain.append(transactions);
    }
    return chain;
  }

  private Transaction upload(SyntheticRecords records, int number) {
    KeyPair patient = cast.patients().get(number % cast.patients().size());
    KeyPair doctor = cast.doctors().get(number % cast.doctors().size());
    SyntheticRecord from = records.records().get(number % records.records().size());
    return order(patient, new UploadRecord(cast.record(from, patient, doctor)));
  }

  ExecutionResult append(List<Transaction> transactions) {
    return append(Block.under(root -> searched(draft(root, transactions.size())), transactions));
  }

  /** The same header under its target; the first random string of all that meets it. */
  static Header searched(Header header) {
    return new ProofOfWorkSearch(header)
        .search(RandomString.ZERO, Long.MAX_VALUE)
        .orElseThrow(() -> new IllegalStateException("no random string meets the target"));
  }

  /** All blocks by their heights, the genesis block included. */
  List<Block> withGenesis() {
    List<Block> all = new ArrayList<>(List.of(genesis().block()));
    all.addAll(blocks());
    return all;
  }
}
