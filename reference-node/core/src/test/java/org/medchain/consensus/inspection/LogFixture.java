package org.medchain.consensus.inspection;

import java.util.List;
import java.util.TreeMap;
import org.medchain.consensus.inspection.LogInspector.SurvivingChain;
import org.medchain.consensus.pbft.TestCommittee;
import org.medchain.consensus.pbft.WriteAheadLog.LogRecord;
import org.medchain.consensus.pbft.message.Checkpoint;
import org.medchain.consensus.pbft.message.CheckpointCertificate;
import org.medchain.consensus.pbft.message.CheckpointContext;
import org.medchain.consensus.pbft.message.CheckpointContext.ContextSummary;
import org.medchain.consensus.pbft.message.DecidedBlock;
import org.medchain.consensus.pbft.message.Epochs;
import org.medchain.consensus.pbft.message.PreparedCertificate;
import org.medchain.consensus.pbft.message.StableCheckpoint.EpochProof;
import org.medchain.data.Block;
import org.medchain.data.Bytes;
import org.medchain.data.Hash;
import org.medchain.network.Membership;

/** Logs of a member, written record by record, as hostile as a case needs. */
abstract class LogFixture {
  final TestCommittee committee = new TestCommittee(4, 8);

  static Block child(TestCommittee committee, Block parent, String client) {
    return committee.child(parent, committee.request(client, 1));
  }

  static LogInspector log(TestCommittee committee, LogRecord... entries) {
    LogInspector log = new LogInspector(committee.chain, committee.members);
    List.of(entries).forEach(each -> log.read(each.encoded()));
    return log;
  }

  LogRecord decided(Block block) {
    return new LogRecord.BlockDecided(committee.decided(block));
  }

  static SurvivingChain left(LogInspector... logs) {
    return LogInspector.survivors(List.of(logs), TestCommittee.SCHEME);
  }

  LogRecord[] voted(Block block, PreparedCertificate certificate) {
    return new LogRecord[] {
      new LogRecord.BlockContent(block), new LogRecord.BlockPrepared(certificate)
    };
  }

  Epochs start() {
    return Epochs.of(committee.chain.chain(), committee.members);
  }

  /** A log that ends with an epoch in which others decide, as these members say. */
  LogInspector ended(Membership next, boolean isContextSigned, int... signers) {
    Epochs epochs = start().executed(2, next, 2, 2).after(4);
    return isContextSigned
        ? based(epochs, List.of(end(epochs, signers)), signers)
        : based(epochs, Hash.MAX, List.of(), signers);
  }

  EpochProof end(Epochs epochs, int... signers) {
    ContextSummary summary = context(epochs).summary();
    return new EpochProof(checkpoint(summary.hash(), signers), summary.digest());
  }

  static CheckpointContext context(Epochs epochs) {
    Bytes clients = Bytes.utf8("no clients");
    return CheckpointContext.of(
        new ContextSummary(new TreeMap<>(), epochs, Hash.of(clients)), clients);
  }

  Block tip() {
    Block tip = committee.genesis();
    for (int height = 1; height <= 4; height++) {
      tip = child(committee, tip, "a" + height);
    }
    return tip;
  }

  CheckpointCertificate checkpoint(Hash context, int... signers) {
    return committee.checkpoints(new Checkpoint(4, tip().hash(), Hash.ZERO, context), signers);
  }

  LogInspector based(Epochs epochs, List<EpochProof> proofs, int... signers) {
    return based(epochs, context(epochs).summary().hash(), proofs, signers);
  }

  /** A log that begins with a stable checkpoint. */
  LogInspector based(Epochs epochs, Hash context, List<EpochProof> proofs, int... signers) {
    return log(
        committee,
        new LogRecord.CheckpointBase(
            checkpoint(context, signers),
            new DecidedBlock(tip(), committee.commits(0, tip(), 0, 1, 2)),
            context(epochs).encoded(),
            proofs,
            List.of()));
  }
}
