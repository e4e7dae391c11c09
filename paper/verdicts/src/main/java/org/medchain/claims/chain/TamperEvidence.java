package org.medchain.claims.chain;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import org.medchain.claims.experiment.ClaimExperiment;
import org.medchain.claims.experiment.ClaimFigures;
import org.medchain.claims.experiment.ClaimRun;
import org.medchain.claims.experiment.ClaimSetting;
import org.medchain.claims.experiment.RawTable;
import org.medchain.contract.MedicalModules;
import org.medchain.contract.StateEntries;
import org.medchain.contract.records.UploadRecord;
import org.medchain.data.Block;
import org.medchain.data.Bytes;
import org.medchain.data.Decoder;
import org.medchain.data.Difficulty;
import org.medchain.data.Ed25519;
import org.medchain.data.Hash;
import org.medchain.data.InclusionProof;
import org.medchain.data.MalformedInput;
import org.medchain.data.MedicalRecord;
import org.medchain.data.MerkleTree;
import org.medchain.data.StateProof;
import org.medchain.data.StateTree;
import org.medchain.data.Transaction;
import org.medchain.simulation.model.RandomStreams;

/**
 * Flips bits of a stored chain, of proofs and of records, and counts the flips that the check of a
 * holder of the head's hash does not report.
 */
final class TamperEvidence implements ClaimExperiment {
  private static final String CLAIM = "tamper-evidence";
  private static final int NODES = 4;
  private static final int UPLOADS = 2;

  @Override
  public List<String> claims() {
    return List.of(CLAIM);
  }

  @Override
  public List<ClaimSetting> settings() {
    return List.of(
        new ClaimSetting("blocks", 20, 60, "blocks of the stored chain"),
        new ClaimSetting("body_flips", 10_000, 30_000, "bits that are drawn from the bodies"),
        new ClaimSetting("proved", 10, 40, "records of which proofs and bytes are altered"));
  }

  @Override
  public void run(ClaimRun run) throws IOException {
    ChainCast cast = ChainCast.of(new Ed25519(), run.seed(), NODES);
    MadeChain chain =
        MadeChain.ofUploads(
            cast, Difficulty.NONE, MadeChain.records(run), run.count("blocks"), UPLOADS);
    StoredChainFlips stored = StoredChainFlips.of(chain);
    Map<String, CountedFlips> all = new LinkedHashMap<>();
    run.progress("flips bits of headers");
    all.put("header", stored.ofHeaders());
    run.progress("flips bits of bodies");
    all.put(
        "body",
        stored.ofBodies(run.count("body_flips"), new RandomStreams(run.seed()).stream(CLAIM, 0)));
    run.progress("flips bits of proofs and records");
    List<Block> proved = chain.blocks().stream().skip(1).limit(run.count("proved")).toList();
    all.put("inclusion_proof", inclusionProofs(proved));
    all.put("state_proof", stateProofs(chain.state().tree(), proved));
    all.put("record", records(proved));
    give(run, all);
  }

  private static void give(ClaimRun run, Map<String, CountedFlips> all) throws IOException {
    ClaimFigures figures = run.figures(CLAIM);
    long flips = all.values().stream().mapToLong(CountedFlips::count).sum();
    long unreported = all.values().stream().mapToLong(CountedFlips::unreported).sum();
    figures.value("flips", flips, flips, "single bits that were changed");
    figures.value("unreported_flips", unreported, flips, "changed bits that no check reported");
    try (RawTable raw = run.raw("tamper-flips", "of", "flips", "unreported")) {
      all.forEach(
          (of, each) -> {
            String metric = "unreported_" + of + "_flips";
            figures.value(metric, each.unreported(), each.count(), "those of this kind alone");
            raw.row(of, each.count(), each.unreported());
          });
    }
  }

  /** The proof that a block's first transaction is in it, for who has the header. */
  private static CountedFlips inclusionProofs(List<Block> blocks) {
    CountedFlips flips = new CountedFlips();
    for (Block block : blocks) {
      Transaction first = block.transactions().getFirst();
      Bytes proof = MerkleTree.of(block.transactions()).proof(0).encoded();
      flips.each(proof, unless(InclusionProof::decode, read -> read.proves(first, block.header())));
    }
    return flips;
  }

  /** The proof that a record has its entry, and that another has none, for who has the root. */
  private static CountedFlips stateProofs(StateTree state, List<Block> blocks) {
    CountedFlips flips = new CountedFlips();
    Hash root = state.root();
    for (Block block : blocks) {
      Bytes key = StateEntries.record(recordIn(block).id()).key();
      Bytes value = state.get(key).orElseThrow();
      flips.each(
          state.proof(key).encoded(),
          unless(StateProof::decode, read -> read.showsPresent(key, value, root)));
      // No record has the id of a block.
      Bytes absent = StateEntries.record(block.hash()).key();
      flips.each(
          state.proof(absent).encoded(),
          unless(StateProof::decode, read -> read.showsAbsent(absent, root)));
    }
    return flips;
  }

  /** A record, for who has its id from the chain. */
  private static CountedFlips records(List<Block> blocks) {
    CountedFlips flips = new CountedFlips();
    for (Block block : blocks) {
      MedicalRecord record = recordIn(block);
      Hash id = record.id();
      flips.each(record.encoded(), unless(MedicalRecord::decode, read -> read.id().equals(id)));
    }
    return flips;
  }

  private static MedicalRecord recordIn(Block block) {
    return ((UploadRecord) MedicalModules.operation(block.transactions().getFirst())).record();
  }

  /** A change is reported if the bytes cannot be read, or what they say does not hold. */
  private static <T> Predicate<Bytes> unless(Function<Decoder, T> reader, Predicate<T> holds) {
    return changed -> {
      try {
        return !holds.test(Decoder.decode(changed, reader));
      } catch (MalformedInput e) {
        return true;
      }
    };
  }
}
