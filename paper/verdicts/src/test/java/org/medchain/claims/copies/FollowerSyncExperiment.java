package org.medchain.claims.copies;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.apache.commons.rng.UniformRandomProvider;
import org.medchain.claims.experiment.ClaimFigures;
import org.medchain.claims.experiment.ClaimRun;
import org.medchain.claims.experiment.RawTable;
import org.medchain.claims.ledger.InProcessSync;
import org.medchain.consensus.ExecutionResult;
import org.medchain.contract.MedicalContract;
import org.medchain.contract.MedicalModules;
import org.medchain.contract.engine.Role;
import org.medchain.contract.records.UploadRecord;
import org.medchain.data.Bytes;
import org.medchain.data.KeyPair;
import org.medchain.data.MedicalRecord;
import org.medchain.data.PublicKey;
import org.medchain.data.Transaction;
import org.medchain.node.ledger.CertifiedBlock;
import org.medchain.node.ledger.CertifiedBlocksResponse;
import org.medchain.simulation.model.RandomStreams;

/**
 * What a node that does not vote has after it synchronised with three peers of which one is honest:
 * blocks, state roots, and the metadata of all records.
 */
final class FollowerSyncExperiment {
  private static final String CLAIM = "syncing-node-sees-all";
  private static final String BLOCKS = "synced_blocks";
  private static final double NS_PER_S = 1e9;
  private static final int PEERS = 3;

  private FollowerSyncExperiment() {}

  static void run(ClaimRun run) throws Exception {
    List<MedicalRecord> uploaded = new ArrayList<>();
    CertifiedChain chain = chain(run, uploaded);
    InProcessSync sync =
        new InProcessSync(
            chain,
            chain.keys("following node").publicKey(),
            peers(chain, new RandomStreams(run.seed()).stream("claims-altered-bits", 0)));
    run.progress("synchronising " + chain.height() + " blocks");
    long beginNs = System.nanoTime();
    sync.run();
    double tookS = (System.nanoTime() - beginNs) / NS_PER_S;
    fill(run, chain, sync, uploaded, tookS);
  }

  /**
   * One alters a bit of its blocks, one is honest, and one says that it has blocks but gives none.
   */
  private static Map<PublicKey, UnaryOperator<Bytes>> peers(
      CertifiedChain chain, UniformRandomProvider random) {
    List<UnaryOperator<Bytes>> conducts =
        List.of(
            // The first eight bytes are the height, of which nothing is believed.
            reply -> BitFlips.flip(reply, 64 + random.nextInt(8 * reply.size() - 64)),
            reply -> reply,
            reply -> new CertifiedBlocksResponse(chain.height(), List.of()).encoded());
    Map<PublicKey, UnaryOperator<Bytes>> peers = new LinkedHashMap<>();
    for (UnaryOperator<Bytes> each : conducts) {
      peers.put(chain.keys("peer " + peers.size()).publicKey(), each);
    }
    return peers;
  }

  private static CertifiedChain chain(ClaimRun run, List<MedicalRecord> uploaded) {
    CertifiedChain chain = new CertifiedChain(run.seed());
    KeyPair patient = chain.holder(Role.PATIENT);
    run.progress("making a ledger of " + run.count(BLOCKS) + " blocks");
    for (int i = 1; i <= run.count(BLOCKS); i++) {
      MedicalRecord record = chain.record(patient, i);
      uploaded.add(record);
      var unused = chain.append(List.of(chain.order(patient, new UploadRecord(record))));
    }
    return chain;
  }

  private static void fill(
      ClaimRun run,
      CertifiedChain chain,
      InProcessSync sync,
      List<MedicalRecord> uploaded,
      double tookS)
      throws Exception {
    List<CertifiedBlock> delivered = sync.delivered();
    List<CertifiedBlock> known = chain.blocks();
    List<ExecutionResult> executions = chain.executions();
    MedicalContract contract = new MedicalContract(chain.genesis());
    try (RawTable raw = run.raw(CLAIM, "height, same_block, same_state_root, record_read")) {
      for (int i = 0; i < delivered.size(); i++) {
        CertifiedBlock block = delivered.get(i);
        boolean sameBlock = block.equals(known.get(i));
        boolean sameRoot =
            contract.apply(block.block()).stateRoot().equals(executions.get(i).stateRoot());
        boolean read = reads(block, uploaded.get(i));
        raw.row(block.height(), sameBlock, sameRoot, read);
      }
    }
    ClaimFigures figures = run.figures(CLAIM);
    figures.value("dropped_peers", sync.droppedPeers(), PEERS, "peers whose answers did not hold");
    figures.value(
        "sync_s", tookS, chain.height(), "time for all blocks in one process, in s, once");
  }

  private static boolean reads(CertifiedBlock block, MedicalRecord record) {
    for (Transaction each : block.block().transactions()) {
      if (MedicalModules.operation(each) instanceof UploadRecord upload
          && upload.record().equals(record)) {
        return true;
      }
    }
    return false;
  }
}
