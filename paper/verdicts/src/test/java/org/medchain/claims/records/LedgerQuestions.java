package org.medchain.claims.records;

import java.util.ArrayList;
import java.util.List;
import org.medchain.claims.ledger.InProcessLedgerClient;
import org.medchain.claims.records.AccessTally.AccessWay;
import org.medchain.consensus.pbft.Pbft;
import org.medchain.contract.MedicalModules;
import org.medchain.contract.records.Records;
import org.medchain.contract.records.UploadRecord;
import org.medchain.data.Codec;
import org.medchain.data.Decoder;
import org.medchain.data.Hash;
import org.medchain.data.KeyPair;
import org.medchain.data.Transaction;
import org.medchain.node.admission.CallKind;
import org.medchain.node.ledger.CertifiedBlocksResponse;
import org.medchain.node.ledger.HeightRange;
import org.medchain.node.ledger.StateProofRequest;
import org.medchain.node.ledger.StateProofResponse;
import org.medchain.node.ledger.TransactionProofRequest;
import org.medchain.node.ledger.TransactionProofResponse;
import org.medchain.node.transport.PeerRole;
import org.medchain.node.transport.RefusedException;

/**
 * Asks a node's services for records (LIGHT-8): each reader as a peer of each role, for the entry
 * in the state, for the upload, and for whole blocks. What a peer is shown counts against the right
 * to read alone: owners, doctors and buyers see also what was found false.
 */
final class LedgerQuestions {
  private final AccessScenario scenario;
  private final AccessTally tally;

  private LedgerQuestions(AccessScenario scenario, AccessTally tally) {
    this.scenario = scenario;
    this.tally = tally;
  }

  /** Asks all questions about a scenario's ledger as it stands. */
  static void ask(AccessScenario scenario, AccessTally tally) {
    // A node proves the state of W heights before: so it is today's.
    scenario.ledger().grow(scenario.ledger().genesis().terms().window(), 0);
    LedgerQuestions questions = new LedgerQuestions(scenario, tally);
    for (KeyPair reader : scenario.readers().keySet()) {
      for (PeerRole role : PeerRole.values()) {
        questions.ask(reader, role);
      }
    }
  }

  private void ask(KeyPair reader, PeerRole role) {
    InProcessLedgerClient node =
        new InProcessLedgerClient(scenario.ledger(), reader.publicKey(), role);
    for (Transaction upload : scenario.uploads()) {
      Hash record = ((UploadRecord) MedicalModules.operation(upload)).record().id();
      note(reader, role, "state proof", List.of(record), () -> showsEntry(node, record));
      note(reader, role, "transaction proof", List.of(record), () -> showsUpload(node, upload));
    }
    List<Hash> all = new ArrayList<>();
    scenario
        .uploads()
        .forEach(
            upload -> all.add(((UploadRecord) MedicalModules.operation(upload)).record().id()));
    note(reader, role, "blocks", all, () -> showsBlocks(node));
  }

  /** A question; true if it is answered with something. */
  private interface LedgerQuestion {
    boolean isShown() throws RefusedException;
  }

  private void note(
      KeyPair reader, PeerRole role, String how, List<Hash> records, LedgerQuestion question) {
    AccessWay way = new AccessWay(role.keepsLedger(), how, role.name());
    try {
      if (question.isShown()) {
        tally.answered(
            way,
            records.stream()
                .allMatch(each -> scenario.rights().hasRight(each, reader.publicKey())));
        return;
      }
    } catch (RefusedException e) {
      // Refused, as most are; whether it should have been shown is another question.
    }
    tally.refused(way, false);
  }

  private boolean showsEntry(InProcessLedgerClient node, Hash record) throws RefusedException {
    StateProofRequest question =
        new StateProofRequest(Records.entry(record).key(), scenario.ledger().height());
    return Decoder.decode(
            node.ask(CallKind.STATE_PROOF.method(), question.encoded()),
            Codec.of(StateProofResponse.class)::decode)
        .value()
        .isPresent();
  }

  private static boolean showsUpload(InProcessLedgerClient node, Transaction upload)
      throws RefusedException {
    TransactionProofRequest question = new TransactionProofRequest.ByTransactionId(upload.id());
    TransactionProofResponse reply =
        Decoder.decode(
            node.ask(CallKind.TRANSACTION_PROOF.method(), question.encoded()),
            Codec.of(TransactionProofResponse.class)::decode);
    return !(reply instanceof TransactionProofResponse.UnknownTransaction);
  }

  private boolean showsBlocks(InProcessLedgerClient node) throws RefusedException {
    HeightRange all = new HeightRange(1, Math.toIntExact(scenario.ledger().height()));
    return !Decoder.decode(
            node.ask(CallKind.BLOCKS.method(), all.encoded()),
            Pbft.PROTOCOL.codecs().codec(CertifiedBlocksResponse.class)::decode)
        .blocks()
        .isEmpty();
  }
}
