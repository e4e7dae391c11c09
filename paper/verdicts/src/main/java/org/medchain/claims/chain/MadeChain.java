package org.medchain.claims.chain;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.medchain.claims.experiment.ClaimRun;
import org.medchain.comparison.workload.SyntheticRecord;
import org.medchain.comparison.workload.SyntheticRecords;
import org.medchain.consensus.ExecutionResult;
import org.medchain.contract.ChainState;
import org.medchain.contract.Genesis;
import org.medchain.contract.MedicalContract;
import org.medchain.contract.Operations;
import org.medchain.contract.engine.Operation;
import org.medchain.contract.records.UploadRecord;
import org.medchain.data.Block;
import org.medchain.data.Difficulty;
import org.medchain.data.Hash;
import org.medchain.data.Header;
import org.medchain.data.KeyPair;
import org.medchain.data.ProofOfWorkSearch;
import org.medchain.data.PublicKey;
import org.medchain.data.RandomString;
import org.medchain.data.Transaction;
import org.medchain.incentive.IncentiveRules;
import org.medchain.incentive.PointRules;

/**
 * A chain that grows block by block without consensus, and is executed as it grows: headers have
 * the right links, roots and times, and lie under their target where there is one.
 */
final class MadeChain {
  private static final String DATASET = "datasets/synthea-sample";

  /** Blocks are a second apart. */
  private static final long SPACING_MS = 1_000;

  /** The initial points last for all that the experiments order. */
  private static final PointRules POINTS = new PointRules(10_000, 10, 50, 2, 7_000);

  private final ChainCast cast;
  private final Genesis genesis;
  private final MedicalContract contract;
  private final List<Block> blocks = new ArrayList<>();
  private final List<ExecutionResult> executions = new ArrayList<>();
  private final Map<PublicKey, Long> sequences = new TreeMap<>();

  MadeChain(ChainCast cast, Genesis genesis) {
    this.cast = cast;
    this.genesis = genesis;
    this.contract = new MedicalContract(genesis);
    blocks.add(genesis.block());
  }

  /** The synthetic records that all of these chains are about. */
  static SyntheticRecords records(ClaimRun run) {
    return SyntheticRecords.read(run.projectRoot().resolve(DATASET));
  }

  /** Milliseconds of Unix time at which such a chain begins: the last record has been made. */
  static long beginMs(SyntheticRecords records) {
    return records.records().stream().mapToLong(SyntheticRecord::timestampMs).max().orElse(0);
  }

  /** A chain of uploads in the order of the data set. */
  static MadeChain ofUploads(
      ChainCast cast, Difficulty difficulty, SyntheticRecords records, int blocks, int uploads) {
    IncentiveRules rules = IncentiveRules.of(POINTS);
    MadeChain chain = new MadeChain(cast, cast.genesis(difficulty, rules, beginMs(records)));
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

  /** The next request of a sender, signed. */
  Transaction order(KeyPair sender, Operation operation) {
    long sequence = sequences.merge(sender.publicKey(), 1L, Long::sum);
    return new Operations(cast.scheme(), genesis.chain(), sender).sign(sequence, operation);
  }

  /** Appends a block of these transactions and executes it. */
  ExecutionResult append(List<Transaction> transactions) {
    Block block = Block.under(root -> searched(draft(root, transactions.size())), transactions);
    ExecutionResult execution = contract.apply(block);
    blocks.add(block);
    executions.add(execution);
    return execution;
  }

  /** The header of the next block before its search. */
  Header draft(Hash merkleRoot, int transactions) {
    Header parent = blocks.getLast().header();
    int rooted = blocks.size() - genesis.terms().window();
    Header first = genesis.block().header();
    boolean early = rooted <= 0;
    return new Header(
        Header.VERSION,
        parent.hash(),
        parent.timestampMs() + SPACING_MS,
        merkleRoot,
        transactions,
        blocks.size(),
        early ? first.stateRoot() : executions.get(rooted - 1).stateRoot(),
        early ? first.receiptsRoot() : executions.get(rooted - 1).receiptsRoot(),
        genesis.terms().difficulty(),
        RandomString.ZERO);
  }

  /** The same header under its target; the first random string of all that meets it. */
  static Header searched(Header header) {
    return new ProofOfWorkSearch(header)
        .search(RandomString.ZERO, Long.MAX_VALUE)
        .orElseThrow(() -> new IllegalStateException("no random string meets the target"));
  }

  /** The beginning. */
  Genesis genesis() {
    return genesis;
  }

  /** All blocks by their heights, the genesis block included. */
  List<Block> blocks() {
    return blocks;
  }

  /** The hash of the last header. */
  Hash head() {
    return blocks.getLast().hash();
  }

  /** The state after the last block. */
  ChainState state() {
    return contract.state();
  }
}
