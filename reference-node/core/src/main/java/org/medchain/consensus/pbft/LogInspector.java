package org.medchain.consensus.pbft;

import java.util.Map;
import java.util.TreeMap;
import org.medchain.consensus.QuorumCertificate;
import org.medchain.consensus.pbft.message.Checkpoint;
import org.medchain.consensus.pbft.message.CheckpointContext;
import org.medchain.consensus.pbft.message.Epochs;
import org.medchain.data.Bytes;
import org.medchain.data.Decoder;
import org.medchain.data.Hash;
import org.medchain.network.Membership;

/**
 * What an auditor reads from a replica's durable log (PBFT-18): whether its entries are whole,
 * which state its checkpoints name, and who decided which heights.
 */
public final class LogInspector {
  private final TreeMap<Long, Hash> stateRoots = new TreeMap<>();
  private Epochs epochs;

  /**
   * A reading of a log of this chain.
   *
   * @param genesis hash of the genesis block
   * @param members the members at the genesis block
   */
  public LogInspector(Hash genesis, Membership members) {
    this.epochs = Epochs.of(genesis, members);
  }

  /**
   * Takes in the next entry.
   *
   * @throws org.medchain.data.MalformedInput if it is malformed
   */
  public void read(Bytes entry) {
    if (WriteAheadLog.decodeRecord(entry) instanceof WriteAheadLog.LogRecord.CheckpointBase base) {
      Checkpoint checkpoint = base.certificate().checkpoint();
      stateRoots.put(checkpoint.height(), checkpoint.stateRoot());
      extendEpochs(Decoder.decode(base.context(), CheckpointContext::decode).summary().epochs());
    }
  }

  /**
   * Takes in the context of a snapshot.
   *
   * @throws org.medchain.data.MalformedInput if it is malformed
   */
  public void readContext(Bytes context) {
    extendEpochs(Decoder.decode(context, CheckpointContext::decode).summary().epochs());
  }

  private void extendEpochs(Epochs told) {
    if (told.epochs().size() >= epochs.epochs().size()) {
      epochs = told;
    }
  }

  /** The state roots that stable checkpoints name, by height. */
  public Map<Long, Hash> stateRoots() {
    return new TreeMap<>(stateRoots);
  }

  /**
   * Whether a quorum of the members responsible for its height is named in the certificate; the
   * signatures are not checked.
   */
  public boolean proves(QuorumCertificate certificate) {
    return epochs.proves(certificate);
  }
}
