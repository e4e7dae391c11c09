package org.medchain.claims.watch;

import java.util.List;
import org.medchain.comparison.ProcessTrial;
import org.medchain.comparison.TrialCell;
import org.medchain.comparison.config.Signatures;
import org.medchain.comparison.workload.SyntheticRecords;
import org.medchain.contract.Genesis;
import org.medchain.data.Ed25519;
import org.medchain.data.KeyPair;
import org.medchain.data.PublicKey;
import org.medchain.data.SignatureScheme;
import org.medchain.simulation.model.SymbolicSignatures;

/**
 * What a simulated trial's cell determines before its first event, for who looks at the trial.
 *
 * @param genesis of the trial's chain
 * @param scheme that knows the keys of all its participants
 * @param correct nodes that follow the protocol, ascending
 */
public record CellGenesis(Genesis genesis, SignatureScheme scheme, List<Integer> correct) {
  /** Of a cell whose trial has these records. */
  public static CellGenesis of(TrialCell cell, SyntheticRecords records) {
    SignatureScheme scheme =
        cell.config().signatures() == Signatures.ED25519 ? new Ed25519() : new SymbolicSignatures();
    ProcessTrial trial = new ProcessTrial(cell, records, scheme);
    // A simulated chain begins when the last record has been made (CMP-11).
    List<PublicKey> nodes = trial.participants().nodes().stream().map(KeyPair::publicKey).toList();
    return new CellGenesis(trial.genesis(nodes, records.latestMs()), scheme, trial.correctNodes());
  }
}
